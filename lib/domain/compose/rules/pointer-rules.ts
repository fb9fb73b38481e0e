import type { Action } from '../../../contracts/capture/action.ts';
import type { Step } from '../../../contracts/compose/step.ts';
import type { Workbench } from '../workbench.ts';
import { sameTarget } from './same-target.ts';
import { settleTab } from './settle-pending.ts';

type Kind<K extends Action['detail']['kind']> = Action & { detail: { kind: K } };

/** Milliseconds between pressing on what is dragged and dropping it. */
const dragged = 10_000;

export function takeDrag(bench: Workbench, action: Kind<'drag'>): void {
  const { from, to, onto } = action.detail;
  const more: Partial<Step> = { dragged: { from, to }, ...(onto && { onto }) };
  const { last } = bench;
  const press =
    last?.step.kind === 'click' &&
    last.step.tab === action.tab &&
    action.at - last.lastAt <= dragged &&
    sameTarget(last.step.target, action.target);
  if (press) bench.become(last, action, 'drag', more);
  else bench.append(action, 'drag', more);
}

/** Shown as a step until the next action tells whether it led there; without a landmark it never is one. */
export function takeScroll(bench: Workbench, action: Kind<'scroll'>): void {
  const { revealed } = action.detail;
  delete bench.state.hovered;
  if (!revealed?.name || !bench.state.started) return;
  settleTab(bench, action);
  const { last } = bench;
  const more: Partial<Step> = { revealed, value: { text: action.detail.toward, masked: false } };
  if (last?.step.kind === 'scroll' && last.step.tab === action.tab) bench.join(last, action, more);
  else if (!bench.isFull) bench.append(action, 'scroll', more);
}

export function takeHover(bench: Workbench, action: Kind<'hover'>): void {
  if (!action.target) return;
  bench.state.hovered = action;
}
