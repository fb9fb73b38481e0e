import type { ActionTarget, Sensitivity } from '../../contracts/capture/action.ts';
import { isCardNumber, sensitivityOfName } from '../../contracts/capture/sensitive-words.ts';

/** Why a field's value must not be kept, from what the script calls the field and from the value itself. */
export function sensitivityOf(target: ActionTarget, value: string): Sensitivity | undefined {
  if (target.inputType === 'password') return 'password';
  if (target.inputType === 'hidden') return 'hidden';
  const named = sensitivityOfName([target.name, ...target.selectors.flat()].join(' \n '));
  return named ?? (isCardNumber(value) ? 'card' : undefined);
}

/** Told instead of the length: enough to say that something was typed. */
export function roundedLength(value: string): number {
  return Math.ceil(value.length / 5) * 5;
}
