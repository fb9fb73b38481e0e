import type { Keyboard } from '../../../lib/contracts/capture/action.ts';

type Modifier = 'Alt' | 'Control' | 'Meta' | 'Shift';

interface Held {
  readonly modifiers: Modifier[];
  /** Whose labels they have; absent without any, and where they are labelled as on most machines. */
  readonly keyboard?: Keyboard;
}

export function heldKeys(event: MouseEvent | KeyboardEvent): Held {
  const keys: [boolean, Modifier][] = [
    [event.altKey, 'Alt'],
    [event.ctrlKey, 'Control'],
    [event.metaKey, 'Meta'],
    [event.shiftKey, 'Shift'],
  ];
  const modifiers = keys.filter(([isHeld]) => isHeld).map(([, name]) => name);
  if (modifiers.length === 0) return { modifiers };
  if (navigator.platform.startsWith('Mac')) return { modifiers, keyboard: 'mac' };
  return navigator.platform.startsWith('Win') ? { modifiers, keyboard: 'windows' } : { modifiers };
}
