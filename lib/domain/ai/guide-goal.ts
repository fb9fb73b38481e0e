import { titleParts, titleText } from '../../contracts/compose/title.ts';
import type { DraftStep } from '../../contracts/guides/draft.ts';
import { asGoal, goalStrength, isLeaving, lowerFirst } from './goal-words.ts';

interface GuideGoal {
  /** An order to the reader: `Place order`. */
  readonly text: string;
  readonly step: DraftStep;
}

const pressed = new Set(['button', 'menuitem', 'link', 'generic', 'tab', 'option']);

/** The name that the step's title shows: already without badges, shortcuts and decoration. */
function shownName({ title }: DraftStep): string {
  return titleParts(title).findLast(({ strong }) => strong)?.text ?? '';
}

/** What the person came for: the last thing done that says so by its name, or by what stands around it. */
export function guideGoal(steps: readonly DraftStep[]): GuideGoal | undefined {
  const leaving = steps.findLast((step) => isPress(step) && isLeaving(shownName(step)));
  return (
    goalAmong(steps.filter((step) => step !== leaving)) ??
    (leaving && earlierGoal([leaving])) ??
    lesserGoal(steps)
  );
}

function goalAmong(steps: readonly DraftStep[]): GuideGoal | undefined {
  for (let at = steps.length - 1; at >= 0; at -= 1) {
    const step = steps[at];
    if (!step || !isPress(step)) continue;
    const name = shownName(step);
    const strength = goalStrength(name);
    if (strength === 'whole') return { text: asGoal(name, itemAround(step)), step };
    if (strength === 'none') continue;
    const around = aroundGoal(step, name, strength === 'verb');
    if (around) return { text: around, step };
    const before = earlierGoal(steps.slice(0, at));
    if (before) return before;
    if (strength === 'verb') return { text: name, step };
  }
  return undefined;
}

function isPress(step: DraftStep): boolean {
  return step.kind === 'click' && step.target !== undefined && pressed.has(step.target.role);
}

/** “Delete” in the dialog “Delete customer?”; “Save” under the heading “Profile”. */
function aroundGoal(step: DraftStep, name: string, hasVerb: boolean): string | undefined {
  for (const { role, name: around } of step.target?.surroundings ?? []) {
    if (!/^(?:dialog|alertdialog|form|heading|region)$/.test(role)) continue;
    const words = around.replace(/[?!.:]+$/, '').trim();
    if (!words || words.length > 50) continue;
    if (goalStrength(words) === 'whole') return asGoal(words, undefined);
    if (hasVerb && words.split(' ').length <= 4) return `${name} ${lowerFirst(words)}`;
  }
  return undefined;
}

/** What a bare “OK” agreed to. */
function earlierGoal(steps: readonly DraftStep[]): GuideGoal | undefined {
  const step = steps.findLast((one) => isPress(one) && goalStrength(shownName(one)) === 'whole');
  return step && { text: asGoal(shownName(step), itemAround(step)), step };
}

/** What is added to a cart and the like. */
function itemAround(step: DraftStep): string | undefined {
  const item = step.target?.surroundings.find(
    ({ role, name }) => /^(?:listitem|article|row|heading)$/.test(role) && name && name.length <= 40,
  );
  return item?.name;
}

/** Nothing was submitted: a search, a setting, or simply the last thing that was opened. */
function lesserGoal(steps: readonly DraftStep[]): GuideGoal | undefined {
  const setting = steps.findLast(({ kind }) => kind === 'check' || kind === 'uncheck' || kind === 'select');
  const search = steps.findLast(isSearch);
  if (search && (!setting || setting.actions.first < search.actions.first))
    return { text: `Search for “${search.value?.text ?? ''}”`, step: search };
  if (setting) return { text: titleText(setting.title), step: setting };
  const drag = steps.findLast(({ kind }) => kind === 'drag' || kind === 'choose-file');
  if (drag) return { text: titleText(drag.title), step: drag };
  const opened = steps.findLast((step) => isPress(step) && shownName(step) !== '');
  if (opened) return { text: `Open “${shownName(opened)}”`, step: opened };
  return undefined;
}

function isSearch({ kind, target, value }: DraftStep): boolean {
  if (kind !== 'type' || !target || !value?.text || value.text.length > 40) return false;
  return (
    target.role === 'searchbox' ||
    target.inputType === 'search' ||
    /\bsearch|\bfind\b|\bquery\b/i.test(target.name)
  );
}
