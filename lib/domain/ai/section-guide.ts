import type { DraftStep } from '../../contracts/guides/draft.ts';
import type { Section } from '../../contracts/guides/section.ts';
import { goalStrength } from './goal-words.ts';
import { goalAmong } from './guide-goal.ts';
import { isPress, shownName } from './shown-step.ts';
import { pageTitleParts, siteName } from './site-name.ts';
import { hostOf } from './title-guide.ts';

/** A guide of fewer steps is taken in at a glance. */
const worthSections = 6;
const titleLength = 60;

interface Run {
  readonly steps: readonly DraftStep[];
  readonly page: string;
  readonly site: string | undefined;
}

/**
 * The parts that a longer guide falls into: by the page where the steps take place and, on one page, by what is
 * submitted. Each is called by what is achieved in it, else by its page. None when there would be only one.
 */
export function sectionsOf(steps: readonly DraftStep[]): Section[] {
  if (steps.length < worthSections) return [];
  const runs = withoutShort(runsByPage(steps).flatMap(splitAtGoals));
  const sections: Section[] = [];
  for (const run of runs) {
    const title = titleOf(run);
    const first = run.steps[0];
    if (first && title && sections.at(-1)?.title !== title) sections.push({ title, firstStep: first.id });
  }
  return sections.length > 1 && sections[0]?.firstStep === steps[0]?.id ? sections : [];
}

function runsByPage(steps: readonly DraftStep[]): Run[] {
  const sites = new Map<string, string | undefined>();
  for (const host of new Set(steps.map(hostOf)))
    sites.set(host, siteName(steps.filter((step) => hostOf(step) === host).map(({ page }) => page)));
  const runs: { steps: DraftStep[]; page: string; site: string | undefined; key: string }[] = [];
  for (const step of steps) {
    const site = sites.get(hostOf(step));
    const page = pageTitleParts(step.page.title).find((part) => part !== site) ?? site ?? '';
    const key = `${step.tab} ${hostOf(step)} ${page || step.page.url.replace(/[?#].*$/s, '')}`;
    const last = runs.at(-1);
    if (last?.key === key) last.steps.push(step);
    else runs.push({ steps: [step], page, site, key });
  }
  return runs;
}

/** After each thing that is submitted something new begins. */
function splitAtGoals({ steps, page, site }: Run): Run[] {
  const parts: DraftStep[][] = [[]];
  for (const step of steps) {
    if (parts.at(-1)?.some(submits)) parts.push([]);
    parts.at(-1)?.push(step);
  }
  return parts.map((part) => ({ steps: part, page, site }));
}

function submits(step: DraftStep): boolean {
  const { target } = step;
  if (!target || !isPress(step) || target.popup !== undefined || target.expanded !== undefined) return false;
  if (target.role === 'link' || target.role === 'tab') return false;
  const strength = goalStrength(shownName(step));
  return strength === 'whole' || strength === 'assent' || (strength === 'verb' && isInForm(step));
}

const isInForm = ({ target }: DraftStep): boolean =>
  target?.surroundings.some(({ role }) => /^(?:dialog|alertdialog|form)$/.test(role)) ?? false;

/** One step alone is no part: it leads to what comes next, and at the end it belongs to what was before. */
function withoutShort(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  let waiting: readonly DraftStep[] = [];
  for (const run of runs) {
    const steps = [...waiting, ...run.steps];
    waiting = steps.length < 2 ? steps : [];
    if (waiting.length === 0) joined.push({ ...run, steps });
  }
  const last = joined.pop();
  return last ? [...joined, { ...last, steps: [...last.steps, ...waiting] }] : [];
}

/** Empty for a part that nothing names: it goes on with the one before. */
function titleOf({ steps, page, site }: Run): string {
  const goal = goalAmong(steps, site)?.text;
  if (goal && goal.length <= titleLength) return goal;
  return page.length <= titleLength ? page : '';
}
