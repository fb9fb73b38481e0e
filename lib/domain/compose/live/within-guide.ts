import type { Step } from '../../../contracts/compose/step.ts';
import { answerBytes, bare, spaced } from './bare-step.ts';

/**
 * Of the texts of a guide's steps: an answer holds as much again in addresses of their pictures. Masks are not counted,
 * since they are never given out.
 */
const stepsOfGuide = 3 * 1024 * 1024;

export interface FittedSteps {
  readonly steps: Step[];
  /** Steps that lost more than ways to find their target. */
  readonly shortened: number;
}

/**
 * The steps of a guide that can be stored and given out whole. Where all together are too much, the largest lose
 * selectors, the last choice first; then what surrounds and describes their targets; then the page's address, whole,
 * since a part of it leads elsewhere. A title is never cut, and a note only when it has no room even alone.
 */
export function withinGuide(steps: readonly Step[]): FittedSteps {
  const share = largestShare(steps.map(textBytes));
  const fitted = steps.map((step) => withinShare(step, share));
  return {
    steps: fitted.map(({ step }) => step),
    shortened: fitted.filter(({ shortened }) => shortened).length,
  };
}

/** What each may have: more than an equal part, where others need less than theirs. */
function largestShare(sizes: readonly number[]): number {
  let room = stepsOfGuide;
  const smallestFirst = sizes.toSorted((a, b) => a - b);
  for (const [place, size] of smallestFirst.entries()) {
    const share = room / (sizes.length - place);
    if (size > share) return share;
    room -= size;
  }
  return Number.POSITIVE_INFINITY;
}

function withinShare(step: Step, share: number): { step: Step; shortened: boolean } {
  if (textBytes(step) <= share) return { step, shortened: false };
  const { target } = step;
  if (target) {
    const plain = { ...step, target: { ...target, selectors: [] } };
    let room = share - textBytes(plain);
    const selectors = target.selectors.filter((list) => {
      room -= answerBytes(list) + 1;
      return room >= 0;
    });
    if (textBytes(plain) <= share)
      return { step: { ...plain, target: { ...target, selectors } }, shortened: false };
  }
  return { step: shorter(step, share), shortened: true };
}

function shorter(step: Step, share: number): Step {
  const { frameUrl: _frameUrl, ...short } = bare(step);
  const kept: Step = {
    ...short,
    title: spaced(step.title),
    page: { url: step.page.url, title: short.page.title },
    ...(step.note !== undefined && { note: spaced(step.note) }),
    ...(step.screenshot && { screenshot: step.screenshot }),
  };
  if (textBytes(kept) <= share) return kept;
  const unplaced = kept.target ? { ...kept, target: undescribed(kept.target) } : kept;
  if (textBytes(unplaced) <= share) return unplaced;
  const nowhere = { ...unplaced, page: { ...unplaced.page, url: '' } };
  const over = textBytes(nowhere) - share;
  return over > 0 && nowhere.note ? { ...nowhere, note: cutNote(nowhere.note, over) } : nowhere;
}

function undescribed(target: NonNullable<Step['target']>): NonNullable<Step['target']> {
  const { text: _text, placeholder: _placeholder, ...rest } = target;
  return { ...rest, surroundings: [] };
}

/** Smaller by `over` bytes at least. */
function cutNote(note: string, over: number): string {
  const whole = answerBytes(note);
  let [fits, tooMuch] = [0, note.length];
  while (tooMuch - fits > 1) {
    const middle = Math.floor((fits + tooMuch) / 2);
    if (answerBytes(cut(note, middle)) <= whole - over) fits = middle;
    else tooMuch = middle;
  }
  return cut(note, fits);
}

const cut = (text: string, length: number): string =>
  `${text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')}…`;

function textBytes({ screenshot: _screenshot, thumbnail: _thumbnail, ...text }: Step): number {
  return answerBytes(text);
}
