const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Text, or elements by name; a list repeats its element; `undefined` leaves it out. */
type XmlContent = string | number | boolean | XmlElements;
export interface XmlElements {
  readonly [name: string]: XmlContent | readonly XmlContent[] | undefined;
}

export function document(root: string, elements: XmlElements): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${render(elements)}</${root}>`;
}

/** An error has no namespace. */
export function errorDocument(elements: XmlElements): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${render(elements)}</Error>`;
}

function render(content: XmlContent): string {
  if (typeof content !== 'object') {
    // Control characters other than tab and line feed would not survive as they are.
    return String(content).replace(/[&<>"']|\p{Cc}/gu, (c) => entities[c] ?? `&#${c.codePointAt(0)};`);
  }
  return Object.entries(content)
    .flatMap(([name, value]) =>
      value === undefined
        ? []
        : (Array.isArray(value) ? value : [value]).map(
            (item: XmlContent) => `<${name}>${render(item)}</${name}>`,
          ),
    )
    .join('');
}

/** Contents of every `<name>` in a flat document such as those of `DeleteObjects`. */
export function elements(xml: string, name: string): readonly string[] {
  const pattern = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g');
  return [...xml.matchAll(pattern)].map(([, content = '']) => content);
}

/** Text of the first `<name>`. */
export function textOf(xml: string, name: string): string | undefined {
  const [content] = elements(xml, name);
  return content?.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, code: string) => {
    if (code.startsWith('#x')) return String.fromCodePoint(Number.parseInt(code.slice(2), 16));
    if (code.startsWith('#')) return String.fromCodePoint(Number(code.slice(1)));
    return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[code] ?? whole;
  });
}
