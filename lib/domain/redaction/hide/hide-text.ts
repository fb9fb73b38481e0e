import { kindWords } from '../../../contracts/redaction/kind-words.ts';
import type { HiddenKind } from '../../../contracts/redaction/policy.ts';
import type { Around, CompiledPolicy } from '../policy/compile-policy.ts';

export type Find = CompiledPolicy['find'];

export interface HiddenText {
  readonly text: string;
  readonly kinds: readonly HiddenKind[];
}

/**
 * With what its kind is called in place of each sensitive part: `jo@x.io` → `an e-mail address`, `Mail jo@x.io` → `Mail
 * [an e-mail address]`, where a reader has to see that it stands for something.
 */
export function hideText(find: Find, text: string, around: Around = {}): HiddenText {
  const [first, ...rest] = text === '' ? [] : find(text, around);
  if (!first) return { text, kinds: [] };
  const parts = [first, ...rest];
  const kinds = parts.map(({ kind }) => kind);
  const besides = text.slice(0, first.start) + text.slice(first.end);
  if (rest.length === 0 && !/[\p{L}\p{N}]/u.test(besides)) return { text: kindWords[first.kind], kinds };
  let shown = '';
  let at = 0;
  for (const { kind, start, end } of parts) {
    shown += `${text.slice(at, start)}[${kindWords[kind]}]`;
    at = end;
  }
  return { text: shown + text.slice(at), kinds };
}
