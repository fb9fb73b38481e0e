import type { Action } from '../../../contracts/capture/action.ts';
import type { Step } from '../../../contracts/compose/step.ts';
import { pageName } from '../titles/page-name.ts';
import { displayName } from '../titles/target-name.ts';
import type { Workbench } from '../workbench.ts';
import { confirmIdleClick } from './click-rules.ts';
import { isBlankPage, withoutFragment } from './page-address.ts';

type Kind<K extends Action['detail']['kind']> = Action & { detail: { kind: K } };

/** Milliseconds within which one address leads on to another by itself. */
const redirect = 10_000;
const sameBreath = 2_000;

export function takeNavigate(bench: Workbench, action: Kind<'navigate'>): void {
  const { cause } = action.detail;
  if (isBlankPage(action.page.url)) return;
  if (cause === 'action') confirmIdleClick(bench);
  if (!bench.state.started) {
    arrive(bench, action, 'start');
    return;
  }
  if (cause === 'action') sayWhereClickLed(bench, action);
  if (cause === 'action' || cause === 'script') followRedirect(bench, action);
  else if (cause === 'address') goTo(bench, action);
  else if (cause === 'reload') reload(bench, action);
  else goBack(bench, action);
}

/** Where the recording begins, or a page that was gone to without a click. */
function arrive(bench: Workbench, action: Action, navigation: Step['navigation']): void {
  delete bench.state.awaiting;
  delete bench.state.hovered;
  bench.state.activeTab = action.tab;
  dropScroll(bench);
  bench.append(action, 'navigate', { navigation });
}

/** What has no name is at least known by where it led. */
function sayWhereClickLed(bench: Workbench, action: Action): void {
  const { last } = bench;
  if (last?.step.kind !== 'click' || last.step.revealed || last.step.tab !== action.tab) return;
  if (action.at - last.lastAt > redirect || displayName(last.step.target).kind !== 'none') return;
  const name = pageName(action.page);
  if (name) bench.amend(last, { revealed: { role: 'page', name } });
}

function dropScroll(bench: Workbench): void {
  if (bench.last?.step.kind === 'scroll') bench.dropLast();
}

function followRedirect(bench: Workbench, action: Action): void {
  const { last } = bench;
  if (last?.step.kind !== 'navigate' || last.step.tab !== action.tab) return;
  if (action.at - last.lastAt <= redirect) bench.join(last, action, { page: action.page });
}

function goTo(bench: Workbench, action: Action): void {
  const { last } = bench;
  if (last?.step.kind === 'navigate' && last.step.tab === action.tab && last.step.navigation !== 'reload') {
    const samePage = withoutFragment(last.step.page.url) === withoutFragment(action.page.url);
    if (samePage || action.at - last.lastAt <= sameBreath) {
      bench.join(last, action, { page: action.page });
      bench.state.activeTab = action.tab;
      return;
    }
  }
  const waiting = bench.state.awaiting;
  const newTab = waiting?.detail.kind === 'open-tab' && waiting.tab === action.tab;
  arrive(bench, action, newTab ? 'new-tab' : 'address');
}

function reload(bench: Workbench, action: Action): void {
  const { last } = bench;
  if (last?.step.kind === 'navigate' && last.step.tab === action.tab) {
    const recent = last.step.navigation === 'reload' || action.at - last.lastAt <= sameBreath;
    if (recent && withoutFragment(last.step.page.url) === withoutFragment(action.page.url)) {
      bench.join(last, action);
      return;
    }
  }
  arrive(bench, action, 'reload');
}

function goBack(bench: Workbench, action: Action): void {
  const { last } = bench;
  const again = last?.step.navigation === 'back-forward' && last.step.tab === action.tab;
  if (again) bench.join(last, action, { page: action.page });
  else arrive(bench, action, 'back-forward');
}

export function takeSwitchTab(bench: Workbench, action: Kind<'switch-tab'>): void {
  if (!bench.state.started) {
    if (!isBlankPage(action.page.url)) arrive(bench, action, 'start');
    return;
  }
  // Closing a tab shows another one by itself.
  if (bench.state.awaiting?.detail.kind === 'close-tab') {
    bench.state.activeTab = action.tab;
    return;
  }
  delete bench.state.awaiting;
  if (action.tab !== bench.state.activeTab) bench.state.awaiting = action;
}

export function takeOpenTab(bench: Workbench, action: Kind<'open-tab'>): void {
  if (action.detail.cause === 'action') {
    confirmIdleClick(bench);
    if (bench.state.started) bench.state.activeTab = action.tab;
    return;
  }
  if (!bench.state.started) {
    if (!isBlankPage(action.page.url)) arrive(bench, action, 'start');
    return;
  }
  bench.state.awaiting = action;
}

export function takeCloseTab(bench: Workbench, action: Kind<'close-tab'>): void {
  const used = bench.state.started && action.tab === bench.state.activeTab;
  delete bench.state.awaiting;
  if (used) bench.state.awaiting = action;
}

export function takePause(bench: Workbench, action: Action): void {
  delete bench.state.awaiting;
  delete bench.state.hovered;
  bench.state.pausedAt = action.page.url;
}

/** What happened unseen meanwhile may have led to another page, which a reader then has to go to. */
export function takeResume(bench: Workbench, action: Action): void {
  const { pausedAt } = bench.state;
  delete bench.state.pausedAt;
  const { url } = action.page;
  if (pausedAt === undefined || isBlankPage(url) || withoutFragment(url) === withoutFragment(pausedAt))
    return;
  arrive(bench, action, bench.state.started ? 'address' : 'start');
}
