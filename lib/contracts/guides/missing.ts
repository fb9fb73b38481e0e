/**
 * What a guide lacks, as far as programs tell it apart. A guide keeps it as sentences, which are for people: they are
 * written and read here alone. Other sentences, about parts of the recording, are passed on as they are.
 */
export type Missing =
  | { readonly kind: 'picture'; readonly step: number; readonly reason?: string | undefined }
  /** Where there are too many to name. */
  | { readonly kind: 'more-pictures' | 'more-parts'; readonly count: number }
  /** Steps whose pictures nobody could look through: no more is covered than what the page marked. */
  | { readonly kind: 'unread'; readonly steps: readonly number[]; readonly more: number }
  /** The second detector could not be asked. */
  | { readonly kind: 'rules-alone' }
  /** Steps of which something was left out, because the guide would have been too large. */
  | { readonly kind: 'details'; readonly steps: number };

/** @param missing a picture's `reason` is the end of a sentence, without its full stop */
export function missingSentence(missing: Missing): string {
  switch (missing.kind) {
    case 'picture':
      return `Step ${missing.step} has no picture${missing.reason ? `: ${missing.reason}` : ''}.`;
    case 'more-pictures':
      return `${missing.count} more steps have no picture.`;
    case 'more-parts':
      return `${missing.count} more parts are missing.`;
    case 'unread':
      return `${picturesOf(missing)} not looked through for sensitive text: only what the page marked is covered.`;
    case 'rules-alone':
      return rulesAlone;
    case 'details':
      return `Details of ${missing.steps === 1 ? '1 step' : `${missing.steps} steps`} were left out: the guide would have been too large.`;
  }
}

function picturesOf({ steps, more }: Extract<Missing, { kind: 'unread' }>): string {
  if (steps.length === 1 && more === 0) return `The picture of step ${steps} was`;
  return `The pictures of steps ${list.format([...steps.map(String), ...(more > 0 ? [`${more} more`] : [])])} were`;
}

const list = new Intl.ListFormat('en');

const rulesAlone = 'The texts were looked through for what is sensitive by rules alone.';

const picture = /^Step (\d+) has no picture(?:: (.+))?\.$/;
const more = /^(\d+) more (steps have no picture|parts are missing)\.$/;
const unread =
  /^The pictures? of steps? ([\d, and]+?)(?:,? and (\d+) more)? (?:was|were) not looked through /;
const details = /^Details of (\d+) steps? were left out: /;

/** What `missingSentence` was given; undefined for every other sentence. */
export function readMissing(sentence: string): Missing | undefined {
  if (sentence === rulesAlone) return { kind: 'rules-alone' };
  const [, step, reason] = picture.exec(sentence) ?? [];
  if (step) return { kind: 'picture', step: Number(step), reason };
  const [, count, what] = more.exec(sentence) ?? [];
  if (count)
    return { kind: what?.startsWith('steps') ? 'more-pictures' : 'more-parts', count: Number(count) };
  const [, unreadSteps, others = 0] = unread.exec(sentence) ?? [];
  if (unreadSteps)
    return { kind: 'unread', steps: unreadSteps.match(/\d+/g)?.map(Number) ?? [], more: Number(others) };
  const [, steps] = details.exec(sentence) ?? [];
  return steps ? { kind: 'details', steps: Number(steps) } : undefined;
}
