import type { ToldStep } from './told-step.ts';

const reaching =
  'click press choose select open go use pick tap find view see show start begin continue proceed complete finish create add edit change set apply save update sort filter search move';

/** With what the title of a step of its kind may begin, beside what the rules begin with and the target's own name. */
const openers: Readonly<Partial<Record<ToldStep['kind'], string>>> = {
  click: reaching,
  type: 'type enter fill search find set name change edit add',
  select: 'choose select pick set change filter sort',
  check: 'check tick select choose',
  drag: 'drag move',
  scroll: 'scroll find see',
  navigate: 'go open navigate view',
  'press-key': 'press use',
  'choose-file': 'choose select pick add',
  hover: 'hover point',
  'switch-tab': 'switch go',
};

/** A title begins with what is done in its step, and not with something else. */
export function opensWell(said: string, { kind }: ToldStep, phrases: readonly string[]): boolean {
  const first = firstWord(said);
  if (first === '') return false;
  return (
    (openers[kind] ?? '').split(' ').includes(first) || phrases.some((phrase) => firstWord(phrase) === first)
  );
}

function firstWord(text: string): string {
  return /^[\p{L}-]+/u.exec(text)?.[0].toLowerCase() ?? '';
}
