interface Page {
  readonly url: string;
  readonly title: string;
}

const separator = /\s+[|–—·•›»:-]+\s+|:\s+|\s*\|\s*/;
const nameLength = 40;

/** The page's title without counters, in the parts that its site joined: `Orders`, `Acme Shop`. */
export function pageTitleParts(title: string): string[] {
  return title
    .replace(/^[([]\d+\+?[)\]]\s*/, '')
    .split(separator)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}

/** What people call the application: what its pages' titles have in common, else what its host is called. */
export function siteName(pages: readonly Page[]): string | undefined {
  const titles = [...new Set(pages.map(({ title }) => title).filter(Boolean))].map(pageTitleParts);
  const host = hostWord(pages[0]?.url ?? '');
  return sharedPart(titles) ?? onlyTitle(titles, host) ?? host;
}

/** In at least two titles and most of them; the later place in the title decides between equals. */
function sharedPart(titles: readonly string[][]): string | undefined {
  if (titles.length < 2) return undefined;
  const counts = new Map<string, number>();
  for (const parts of titles)
    for (const part of new Set(parts)) counts.set(part, (counts.get(part) ?? 0) + 1);
  let best: { part: string; count: number } | undefined;
  for (const [part, count] of counts) if (isName(part) && count >= (best?.count ?? 2)) best = { part, count };
  return best && best.count * 2 > titles.length ? best.part : undefined;
}

function onlyTitle(titles: readonly string[][], host: string | undefined): string | undefined {
  const parts = titles[0] ?? [];
  if (titles.length > 1) return parts.find((part) => resembles(part, host));
  const like = parts.find((part) => resembles(part, host));
  if (like) return like;
  if (parts.length === 1) return parts.find((part) => isName(part) && part.split(' ').length <= 3);
  // The other part may be a motto: “My notes — a place to think”.
  return parts.findLast((part) => isName(part) && !/^\p{Ll}/u.test(part));
}

function isName(part: string): boolean {
  return part.length <= nameLength && /\p{L}/u.test(part);
}

function resembles(part: string, host: string | undefined): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return host !== undefined && bare(part) === bare(host);
}

/** `shop.acme.example` → Acme. A machine without a real name has none. */
function hostWord(url: string): string | undefined {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#:]*)/i.exec(url)?.[1]?.toLowerCase() ?? '';
  const labels = host.replace(/^www\./, '').split('.');
  if (labels.length < 2 || /^[\d.]+$/.test(host) || /\.(?:invalid|test|local|internal|localhost)$/.test(host))
    return undefined;
  const tail = labels.length > 2 && /^(?:co|com|org|net|gov|ac|edu)$/.test(labels.at(-2) ?? '') ? 3 : 2;
  const word = labels.at(-tail) ?? '';
  if (word.length < 2) return undefined;
  return word.charAt(0).toUpperCase() + word.slice(1);
}
