import type { ActionDetail } from '../../contracts/capture/action.ts';

type KeyDetail = Extract<ActionDetail, { kind: 'key' }>;
export type Modifier = KeyDetail['modifiers'][number];

const modifiers: Readonly<Record<string, Modifier>> = {
  Alt: 'Alt',
  AltLeft: 'Alt',
  AltRight: 'Alt',
  Control: 'Control',
  ControlLeft: 'Control',
  ControlRight: 'Control',
  Meta: 'Meta',
  MetaLeft: 'Meta',
  MetaRight: 'Meta',
  Shift: 'Shift',
  ShiftLeft: 'Shift',
  ShiftRight: 'Shift',
};

/** The modifier that a key of the script is, if it is one. */
export function modifierOf(key: string): Modifier | undefined {
  return Object.hasOwn(modifiers, key) ? modifiers[key] : undefined;
}

const codes: Readonly<Record<string, string>> = {
  '\r': 'Enter',
  '\n': 'Enter',
  NumpadEnter: 'Enter',
  Space: ' ',
  Minus: '-',
  Equal: '=',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  Backquote: '`',
  BracketLeft: '[',
  BracketRight: ']',
  NumpadAdd: '+',
  NumpadSubtract: '-',
  NumpadMultiply: '*',
  NumpadDivide: '/',
  NumpadDecimal: '.',
};

/** The script may name a key by its code (`KeyS`); actions name it as KeyboardEvent.key does (`s`). */
export function keyName(key: string): string {
  if (Object.hasOwn(codes, key)) return codes[key] ?? key;
  const coded = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(key)?.[1];
  return (coded?.toLowerCase() ?? key).slice(0, 40);
}
