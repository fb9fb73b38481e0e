import type { HiddenKind } from '../../../contracts/redaction/policy.ts';
import type { Around } from '../policy/compile-policy.ts';
import type { Find } from './hide-text.ts';

const hidden = '…';
/** Between what an address is made of, each kept as it stands. */
const delimiters = /([/?#&=;:,])/;

/**
 * Parts of path, query and fragment in which something sensitive stands become `…`; the host stays, or nobody could
 * go there. The name of a parameter is the label of its value.
 */
export function hideInAddress(
  find: Find,
  address: string,
  around: Around = {},
): { readonly address: string; readonly kinds: readonly HiddenKind[] } {
  if (!URL.canParse(address)) return { address, kinds: [] };
  const url = new URL(address);
  const kinds: HiddenKind[] = [];
  const hideIn = (text: string): string => {
    const pieces = text.split(delimiters);
    return pieces
      .map((piece, at) => {
        if (piece === '' || delimiters.test(piece)) return piece;
        const label = pieces[at - 1] === '=' ? decoded(pieces[at - 2] ?? '') : undefined;
        const found = find(decoded(piece), label === undefined ? around : { ...around, label });
        kinds.push(...found.map(({ kind }) => kind));
        return found.length > 0 ? hidden : piece;
      })
      .join('');
  };
  const [pathname, search, hash] = [hideIn(url.pathname), hideIn(url.search), hideIn(url.hash)];
  if (kinds.length === 0) return { address, kinds };
  if (isHierarchical(url)) Object.assign(url, { pathname, search, hash });
  return { address: isHierarchical(url) ? url.href : `${url.protocol}${hidden}`, kinds };
}

/** `data:` and the like are one opaque piece, which cannot be put together anew. */
const isHierarchical = ({ protocol }: URL): boolean => /^(?:https?|file|ftp):$/.test(protocol);

/** Twice: single-page applications encode addresses within addresses. */
function decoded(piece: string): string {
  let text = piece.replaceAll('+', ' ');
  for (let time = 0; time < 2 && text.includes('%'); time += 1) {
    try {
      text = decodeURIComponent(text);
    } catch {
      return text;
    }
  }
  return text;
}
