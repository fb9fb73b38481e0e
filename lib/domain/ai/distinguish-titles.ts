import type { DraftStep } from '../../contracts/guides/draft.ts';

/** Same words, same target: done once more. */
const again = (title: string): string => `${title} again`;

/**
 * Tells steps with the same title apart: by where their targets are when that differs, and neighbours that are
 * really the same by saying so.
 */
export function distinguishTitles(steps: readonly DraftStep[]): DraftStep[] {
  const placed = saySamePlaces(steps);
  return placed.map((step, at) => {
    const before = placed[at - 1];
    return before && before.title === step.title ? { ...step, title: again(step.title) } : step;
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
