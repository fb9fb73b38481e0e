import type { DraftStep } from '../../contracts/guides/draft.ts';
import { asGoal, goalStrength, isLeaving } from './goal-words.ts';
import { fewSteps, lesserGoal } from './lesser-goal.ts';
import { lowerFirst, oneOf } from './noun-phrase.ts';
import { type GuideGoal, isPress, shownName } from './shown-step.ts';
import { pageTitleParts } from './site-name.ts';
import { english, type GuidePhrases } from './words/guide-phrases.ts';

/**
 * What the person came for: the last thing done that says so by its name, by what stands around it or by the page it
 * is on. Leaving (signing out) is that only when there is nothing else.
 */
export function guideGoal(
  steps: readonly DraftStep[],
  site: string | undefined,
  words: GuidePhrases = english,
): GuideGoal | undefined {
  const staying = steps.filter((step) => !isPress(step) || !isLeaving(shownName(step)));
  return goalAmong(staying, site) ?? lesserGoal(staying, words) ?? leavingGoal(steps);
}

function leavingGoal(steps: readonly DraftStep[]): GuideGoal | undefined {
  const step = steps.findLast((one) => isPress(one) && isLeaving(shownName(one)));
  return step && steps.length <= fewSteps ? { text: asGoal(shownName(step), undefined), step } : undefined;
}

/** The last thing done in these steps that says what for. */
export function goalAmong(steps: readonly DraftStep[], site: string | undefined): GuideGoal | undefined {
  const page = pageGoal(steps);
  for (let at = steps.length - 1; at >= 0; at -= 1) {
    const step = steps[at];
    if (!step || !isPress(step) || unfolds(step)) continue;
    const name = shownName(step);
    const strength = goalStrength(name);
    if (strength === 'none') continue;
    if (!isLateEnough(name, at, steps.length)) continue;
    if (strength === 'whole') return { text: asGoal(name, itemAround(step)), step };
    const around = aroundGoal(step, name, strength === 'verb');
    if (around?.sure) return { text: around.text, step };
    const before = page ?? around ?? earlierGoal(steps, at) ?? pageObject(step, name, strength, site);
    if (before) return { text: before.text, step };
  }
  return page && { text: page.text, step: page.step };
}

function unfolds({ target }: DraftStep): boolean {
  return target?.expanded !== undefined || target?.popup !== undefined;
}

/** “Delete” in the dialog “Delete customer?”; less surely “Save” under the heading “Profile”. */
function aroundGoal(
  step: DraftStep,
  name: string,
  hasVerb: boolean,
): { text: string; sure: boolean } | undefined {
  for (const { role, name: around } of step.target?.surroundings ?? []) {
    if (!/^(?:dialog|alertdialog|form|heading|region)$/.test(role)) continue;
    const words = around.replace(/[?!.:]+$/, '').trim();
    if (words.length > 50) continue;
    if (goalStrength(words) === 'whole') return { text: asGoal(words, undefined), sure: true };
    const noun = /^[\p{L}\p{N}’'& -]+$/u.test(words) && words.split(' ').length <= 4;
    const object = hasVerb && noun ? objectOf(name, words, role) : undefined;
    if (object) return { text: `${name} ${object}`, sure: false };
  }
  return undefined;
}

/** The page itself is called by what is done on it: “Write an article”. */
function pageGoal(steps: readonly DraftStep[]): GuideGoal | undefined {
  const step = steps.findLast((one) => isPress(one) || one.kind === 'type');
  const part =
    step && pageTitleParts(step.page.title).find((one) => /\s/.test(one) && goalStrength(one) === 'whole');
  return step && part ? { text: asGoal(part, undefined), step } : undefined;
}

/** “Edit” on the page “Users” → Edit a user; what one does not do to a single thing is left alone. */
function pageObject(
  step: DraftStep,
  verb: string,
  strength: 'verb' | 'assent',
  site: string | undefined,
): { text: string } | undefined {
  const part = pageTitleParts(step.page.title).find((one) => one !== site);
  if (strength === 'assent' || !part || !/^\p{L}[\p{L} -]{2,30}$/u.test(part)) return undefined;
  const object = oneOf(part);
  const listed = object !== lowerFirst(part);
  if (!listed && !/^(?:edit|save|update|change|submit|publish|export|share)$/i.test(verb)) return undefined;
  return { text: `${verb} ${object}` };
}

const ofOne = /^(?:add|approve|archive|block|create|delete|duplicate|edit|remove|rename|restore)$/i;

/** “Edit” under “Users” is about one of them, “Save” under “Settings” about all, “Delete” under “Overview” about neither. */
function objectOf(verb: string, words: string, role: string): string | undefined {
  if (!ofOne.test(verb)) return lowerFirst(words);
  const one = oneOf(words);
  return one !== lowerFirst(words) || /^(?:dialog|alertdialog|form)$/.test(role) ? one : undefined;
}

/** What is done early on is a preparation, and signing in is where most procedures begin. */
function isLateEnough(name: string, at: number, count: number): boolean {
  if (/^(?:sign|log)\s?in$/i.test(name)) return at >= count - 3;
  return count <= fewSteps || at >= count * 0.4;
}

/** What a bare “OK” agreed to. */
function earlierGoal(steps: readonly DraftStep[], before: number): GuideGoal | undefined {
  const step = steps.findLast(
    (one, at) =>
      at < before &&
      isPress(one) &&
      !unfolds(one) &&
      goalStrength(shownName(one)) === 'whole' &&
      isLateEnough(shownName(one), at, steps.length),
  );
  return step && { text: asGoal(shownName(step), itemAround(step)), step };
}

/** What is added to a cart and the like. */
function itemAround(step: DraftStep): string | undefined {
  const item = step.target?.surroundings.find(
    ({ role, name }) => /^(?:listitem|article|row|heading)$/.test(role) && name && name.length <= 40,
  );
  return item?.name;
}
