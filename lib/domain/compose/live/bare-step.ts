import type { Step } from '../../../contracts/compose/step.ts';

const textLength = 100;
const listLength = 2;
const dropped: ReadonlySet<string> = new Set(['thumbnail', 'screenshot', 'onto']);
const emptied: ReadonlySet<string> = new Set(['selectors', 'masks']);

/**
 * What a person needs to see of a step, or of whatever holds steps, in a few KB: for what would fit nowhere as it is.
 * Without pictures and selectors, texts and lists cut short, and without characters that JSON writes as six.
 */
export function bare<Value>(value: Value): Value {
  return JSON.parse(
    JSON.stringify(value, (key, part: unknown) => {
      if (dropped.has(key)) return undefined;
      if (emptied.has(key)) return [];
      if (typeof part === 'string') return key === 'title' ? shortTitle(part) : shortText(part);
      const isList = Array.isArray(part) && typeof part[0] !== 'number' && key !== 'modifiers';
      return isList ? part.slice(0, listLength) : part;
    }),
  );
}

function shortText(text: string): string {
  const short = text.length > textLength ? `${text.slice(0, textLength - 1)}…` : text;
  return spaced(short);
}

/** A step's title that is cut within its marks keeps them. */
function shortTitle(title: string): string {
  const short = shortText(title);
  return short.split('**').length % 2 === 0 ? short.replace(/\*?…?$/, '…**') : short;
}

/** Without characters that JSON writes as six. */
export function spaced(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').toWellFormed();
}

/** Bytes that a value takes in a function's answer: JSON, as a text within JSON. */
export function answerBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(JSON.stringify(value))).length;
}

/** A function may answer with 6 MB; the rest is the recording's, not the steps'. */
const stepsOfAnswer = 5.5 * 1024 * 1024;

/**
 * As much of each step as one answer has room for: first what is said of each, then the pictures. The newest come
 * first: they are what somebody watches.
 */
export function withinAnswer(steps: readonly Step[]): Step[] {
  if (answerBytes(steps) <= stepsOfAnswer) return [...steps];
  const barest = steps.map((step) => bare(step));
  let room = stepsOfAnswer - answerBytes(barest);
  const bettered = (now: readonly Step[], better: (step: Step) => Step) =>
    now
      .map((step, index) => ({ step, whole: steps[index] ?? step }))
      .toReversed()
      .map(({ step, whole }) => {
        const more = better(whole);
        const added = answerBytes(more) - answerBytes(step);
        if (added > room) return step;
        room -= added;
        return more;
      })
      .toReversed();
  const told = bettered(barest, ({ thumbnail: _thumbnail, ...plain }) => plain);
  return bettered(told, (whole) => whole);
}
