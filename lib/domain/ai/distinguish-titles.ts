import { fill } from '../../contracts/compose/fill.ts';
import { titleText } from '../../contracts/compose/title.ts';
import type { DraftStep } from '../../contracts/guides/draft.ts';
import { shownName } from './shown-step.ts';
import { otherThan } from './tell-neighbours-apart.ts';
import { english, type GuidePhrases } from './words/guide-phrases.ts';

/** Same words, same target: done once more. */
function repeated(title: string, times: number, words: GuidePhrases): string {
  const { repetitions, laterRepetition, language } = words;
  const ordinal = new Intl.PluralRules(language, { type: 'ordinal' }).select(times);
  const later = laterRepetition[ordinal] ?? laterRepetition.other;
  return `${title} ${repetitions[times - 2] ?? fill(later, { times: String(times) })}`;
}

/**
 * Tells steps with the same title apart: by where their targets are when that differs, neighbours without a place by
 * which comes first in the page, and those that are really the same by saying so. A place that the steps before make clear is not said. What was told apart once
 * stays as it is.
 */
export function distinguishTitles(steps: readonly DraftStep[], words: GuidePhrases = english): DraftStep[] {
  let run = 1;
  return saySamePlaces(steps).map((step, at, placed) => {
    const before = placed[at - 1];
    const alike = before?.title === step.title;
    const other = alike && before ? otherThan(step, before, words) : undefined;
    run = alike && !other ? run + 1 : 1;
    if (other) return { ...step, title: other };
    return run > 1 ? { ...step, title: repeated(step.title, run, words) } : step;
  });
}

function saySamePlaces(steps: readonly DraftStep[]): DraftStep[] {
  const clear = steps.map((step, at) => isPlaceClear(steps, step, at));
  const plain = steps.map((step, at) => (clear[at] ? withoutPlace(step) : step));
  const byTitle = new Map<string, DraftStep[]>();
  for (const step of plain) {
    const group = byTitle.get(step.title);
    if (group) group.push(step);
    else byTitle.set(step.title, [step]);
  }
  return plain.map((step, at) => {
    const group = byTitle.get(step.title) ?? [];
    const differ = new Set(group.map(({ place }) => place ?? '')).size > 1;
    if (!step.place || !differ || clear[at] || saysPlace(step)) return step;
    return { ...step, title: `${step.title} ${step.place}` };
  });
}

/** The step that led to this page, or that opened the menu, was on what the place is called by. */
function isPlaceClear(steps: readonly DraftStep[], step: DraftStep, at: number): boolean {
  const before = steps[at - 1];
  if (!step.place || !before) return false;
  const opened = before.target?.popup || before.target?.expanded !== undefined ? before : undefined;
  const led = steps.slice(0, at).findLast(({ page, tab }) => page.url !== step.page.url || tab !== step.tab);
  return [opened, led].some((one) => {
    const name = one && shownName(one);
    return name ? step.place?.includes(`“${name}”`) : false;
  });
}

function saysPlace({ title, place }: DraftStep): boolean {
  return place !== undefined && titleText(title).includes(` ${place}`);
}

function withoutPlace(step: DraftStep): DraftStep {
  return saysPlace(step) ? { ...step, title: step.title.replace(` ${step.place}`, '') } : step;
}
