import type { DraftStep } from '../../contracts/guides/draft.ts';

/** Same words, same target: done once more. */
const repetitions = ['again', 'a third time', 'a fourth time', 'a fifth time'];

function repeated(title: string, times: number): string {
  return `${title} ${repetitions[times - 2] ?? `for the ${times}th time`}`;
}

/**
 * Tells steps with the same title apart: by where their targets are when that differs, and neighbours that are
 * really the same by saying so. What was told apart once stays as it is.
 */
export function distinguishTitles(steps: readonly DraftStep[]): DraftStep[] {
  let run = 1;
  return saySamePlaces(steps).map((step, at, placed) => {
    run = placed[at - 1]?.title === step.title ? run + 1 : 1;
    return run > 1 ? { ...step, title: repeated(step.title, run) } : step;
  });
}

function saySamePlaces(steps: readonly DraftStep[]): DraftStep[] {
  const byTitle = new Map<string, DraftStep[]>();
  for (const step of steps) {
    const group = byTitle.get(step.title);
    if (group) group.push(step);
    else byTitle.set(step.title, [step]);
  }
  return steps.map((step) => {
    const group = byTitle.get(step.title) ?? [];
    const differ = new Set(group.map(({ place }) => place ?? '')).size > 1;
    if (!step.place || !differ) return step;
    return { ...step, title: `${step.title} ${step.place}` };
  });
}
