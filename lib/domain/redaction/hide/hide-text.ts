import { kindWords } from '../../../contracts/redaction/kind-words.ts';
import type { HiddenKind } from '../../../contracts/redaction/policy.ts';
import type { Around, CompiledPolicy } from '../policy/compile-policy.ts';

export type Find = CompiledPolicy['find'];

export interface HiddenText {
  /** With what the kind is called in place of each sensitive part. */
  readonly text: string;
  readonly kinds: readonly HiddenKind[];
  /** Nothing else was said. */
  readonly whole: boolean;
}

/** `Mail jo@x.io` → `Mail an e-mail address`. */
export function hideText(find: Find, text: string, around: Around = {}): HiddenText {
  const parts = text === '' ? [] : find(text, around);
  if (parts.length === 0) return { text, kinds: [], whole: false };
  let shown = '';
  let left = '';
  let at = 0;
  for (const { kind, start, end } of parts) {
    shown += text.slice(at, start) + kindWords[kind];
    left += text.slice(at, start);
    at = end;
  }
  left += text.slice(at);
  return {
    text: shown + text.slice(at),
    kinds: parts.map(({ kind }) => kind),
    whole: !/[\p{L}\p{N}]/u.test(left),
  };
}
