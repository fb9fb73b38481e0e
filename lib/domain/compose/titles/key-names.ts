import { strong } from './marks.ts';
import type { Phrases } from './phrases.ts';

/** `Control+Shift+S` as its keys are labelled: `**Ctrl+Shift+S**`. */
export function keyNames(combination: string, { keys }: Phrases): string {
  const parts = combination === '+' ? ['+'] : combination.split(/\+(?=.)/);
  return strong(parts.map((part) => (Object.hasOwn(keys, part) ? keys[part] : part)).join('+'));
}
