import type { Keyboard } from '../../../contracts/capture/action.ts';
import { strong } from './marks.ts';
import type { Phrases } from './phrases.ts';

/** As menus there write combinations: without a sign between, in this order. */
const onMac: readonly (readonly [key: string, sign: string])[] = [
  ['Control', '⌃'],
  ['Alt', '⌥'],
  ['Shift', '⇧'],
  ['Meta', '⌘'],
];

/** `Control+Shift+S` as its keys are labelled: `**Ctrl+Shift+S**`; `Meta+S` of a Mac: `**⌘S**`. */
export function keyNames(combination: string, { keys }: Phrases, keyboard?: Keyboard): string {
  const parts = combination === '+' ? ['+'] : combination.split(/\+(?=.)/);
  const label = (part: string) => (Object.hasOwn(keys, part) ? (keys[part] ?? part) : part);
  if (keyboard === 'mac') {
    const held = onMac.flatMap(([key, sign]) => (parts.includes(key) ? [sign] : []));
    const others = parts.filter((part) => !onMac.some(([key]) => key === part));
    return strong([...held, ...others.map(label)].join(''));
  }
  const labels = parts.map((part) => label(part === 'Meta' && keyboard === 'windows' ? 'Windows' : part));
  return strong(labels.join('+'));
}
