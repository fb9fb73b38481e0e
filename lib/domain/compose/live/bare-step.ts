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
      if (typeof part === 'string') return shortText(part);
      return Array.isArray(part) && typeof part[0] !== 'number' ? part.slice(0, listLength) : part;
    }),
  );
}

function shortText(text: string): string {
  const short = text.length > textLength ? `${text.slice(0, textLength - 1)}…` : text;
  return short.replace(/\p{Cc}/gu, ' ').toWellFormed();
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

/**
 * Of the texts of a guide's steps: an answer holds as much again in addresses of their pictures. Masks are not counted,
 * since they are never given out.
 */
const stepsOfGuide = 3 * 1024 * 1024;

/**
 * The steps of a guide that can be stored and given out whole. Where all together are too much, those that have more
 * than their share lose selectors, the last choice first, then all that `bare` cuts; never their screenshots.
 */
export function withinGuide(steps: readonly Step[]): Step[] {
  let room = stepsOfGuide;
  const isTooMuch = steps.some((step) => {
    room -= textBytes(step);
    return room < 0;
  });
  if (!isTooMuch) return [...steps];
  const share = stepsOfGuide / steps.length;
  return steps.map((step) => withinShare(step, share));
}

function withinShare(step: Step, share: number): Step {
  const { target, screenshot } = step;
  const plain = target ? { ...step, target: { ...target, selectors: [] } } : step;
  let room = share - textBytes(plain);
  if (room < 0) return screenshot ? { ...bare(step), screenshot } : bare(step);
  if (!target) return step;
  const selectors = target.selectors.filter((list) => {
    room -= answerBytes(list) + 1;
    return room >= 0;
  });
  return { ...step, target: { ...target, selectors } };
}

function textBytes({ screenshot: _screenshot, thumbnail: _thumbnail, ...text }: Step): number {
  return answerBytes(text);
}
