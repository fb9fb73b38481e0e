import type { Action } from '../../../contracts/capture/action.ts';
import type { Workbench } from '../workbench.ts';
import { isBlankPage } from './page-address.ts';
import { sameTarget } from './same-target.ts';
import { isMenuItem, isPlainTextField, isTextField } from './target-nature.ts';

/**
 * What only the next action can decide: whether a tab that was turned to was used, whether a hover opened the
 * menu, whether a scroll led anywhere, whether a click into a field was for typing.
 */
export function settlePending(bench: Workbench, action: Action): void {
  settleTab(bench, action);
  settleHover(bench, action);
  settleScroll(bench, action);
  settleFocus(bench, action);
  nameArrival(bench, action);
}

export function settleTab(bench: Workbench, action: Action): void {
  const waiting = bench.state.awaiting;
  delete bench.state.awaiting;
  const from = bench.state.activeTab;
  bench.state.activeTab = action.tab;
  if (!waiting) return;
  if (waiting.detail.kind === 'close-tab') bench.append(waiting, 'close-tab');
  else if (waiting.detail.kind === 'switch-tab' && waiting.tab === action.tab && waiting.tab !== from)
    bench.append(waiting, 'switch-tab', { page: fullerPage(waiting, action) });
  else if (waiting.detail.kind === 'open-tab' && waiting.tab === action.tab)
    bench.append(waiting, 'navigate', { navigation: 'new-tab', page: action.page });
}

function fullerPage(waiting: Action, action: Action): Action['page'] {
  return waiting.page.title || isBlankPage(action.page.url) ? waiting.page : action.page;
}

function settleHover(bench: Workbench, action: Action): void {
  const { hovered } = bench.state;
  if (!hovered?.target) return;
  delete bench.state.hovered;
  const { target } = action;
  if (action.detail.kind !== 'click' || hovered.tab !== action.tab || !target) return;
  // What was clicked just before is open by that, and the pointer is still there.
  const before = [target, bench.last?.step.target, bench.beforeLast?.step.target];
  if (before.some((one) => sameTarget(one, hovered.target))) return;
  const name = hovered.target.name;
  const within =
    isMenuItem(target) ||
    target.surroundings.some((s) => /^menu/.test(s.role) || (name !== '' && s.name === name));
  if (within) bench.append(hovered, 'hover');
}

/** A scroll stays when what it revealed is where the next action is, and the one before was elsewhere. */
function settleScroll(bench: Workbench, action: Action): void {
  const scroll = bench.last;
  if (scroll?.step.kind !== 'scroll') return;
  const name = scroll.step.revealed?.name;
  const near = (target: Action['target']) =>
    target !== undefined && (target.name === name || target.surroundings.some((s) => s.name === name));
  const before = bench.beforeLast;
  const useful =
    scroll.step.tab === action.tab && scroll.step.page.url === action.page.url && near(action.target);
  if (!useful || near(before?.step.target)) bench.dropLast();
}

/** Clicking into a text field and going on to another one is nothing a reader has to do. */
function settleFocus(bench: Workbench, action: Action): void {
  const step = bench.last?.step;
  if (step?.kind !== 'click' || !step.target || !action.target || step.note) return;
  if (!isPlainTextField(step.target) || !isTextField(action.target)) return;
  if (step.tab === action.tab && !sameTarget(step.target, action.target)) bench.dropLast();
}

/** A page's title is often not known yet when it is gone to; the first action on it tells. */
function nameArrival(bench: Workbench, action: Action): void {
  const entry = bench.last;
  if (entry?.step.kind !== 'navigate' || entry.step.tab !== action.tab) return;
  const { page } = entry.step;
  if (!page.title && action.page.title && page.url === action.page.url)
    bench.amend(entry, { page: action.page });
}
