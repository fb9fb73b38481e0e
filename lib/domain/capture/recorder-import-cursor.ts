import type { Action, ActionDetail, ActionTarget, PageReference } from '../../contracts/capture/action.ts';
import { recordingLimits } from '../../contracts/capture/limits.ts';
import type { Modifier } from './recorder-import-keys.ts';

/** A script tells no times: its steps are taken to be a second apart, and what a step causes soon after it. */
const stepMilliseconds = 1_000;
const causedMilliseconds = 200;

interface Tab {
  page: PageReference;
  /** What the keyboard goes to. */
  focus: ActionTarget | undefined;
  scroll: { x: number; y: number };
}

/** Where the imported script is: its windows, what each shows, the keys held down, and the actions so far. */
export class ImportCursor {
  readonly actions: Action[] = [];
  readonly held = new Set<Modifier>();
  readonly #tabs = new Map<string, number>([['main', 1]]);
  readonly #states = new Map<number, Tab>();
  #now: number;
  #tab = 1;

  constructor(startedAt: number) {
    this.#now = startedAt - stepMilliseconds;
  }

  get current(): Tab {
    return this.#stateOf(this.#tab);
  }

  nextStep(): void {
    this.#now += stepMilliseconds;
  }

  /** `target` as the script names windows; a new one was opened by the step before, and going back is a switch. */
  turnTo(target = 'main'): void {
    const known = this.#tabs.get(target);
    const tab = known ?? this.#tabs.size + 1;
    if (tab === this.#tab) return;
    this.#tabs.set(target, tab);
    this.#tab = tab;
    if (known === undefined) this.show({ url: target.slice(0, recordingLimits.textLength), title: '' });
    this.add(known === undefined ? { kind: 'open-tab', cause: 'action' } : { kind: 'switch-tab' });
  }

  /** User name and password in an address are nobody else's business. */
  show({ url, title }: PageReference): void {
    this.current.page = { url: withoutCredentials(url), title };
    this.current.focus = undefined;
    this.current.scroll = { x: 0, y: 0 };
  }

  add(detail: ActionDetail, target?: ActionTarget): void {
    this.actions.push({
      index: this.actions.length,
      at: this.#now,
      page: this.current.page,
      tab: this.#tab,
      ...(target && { target }),
      detail,
    });
  }

  /** What the step made happen. */
  addCaused(detail: ActionDetail): void {
    this.#now += causedMilliseconds;
    this.add(detail);
    this.#now -= causedMilliseconds;
  }

  #stateOf(tab: number): Tab {
    const known = this.#states.get(tab);
    if (known) return known;
    const fresh: Tab = { page: { url: '', title: '' }, focus: undefined, scroll: { x: 0, y: 0 } };
    this.#states.set(tab, fresh);
    return fresh;
  }
}

function withoutCredentials(text: string): string {
  const url = URL.parse(text);
  if (!url || (!url.username && !url.password)) return text;
  url.username = '';
  url.password = '';
  return url.href;
}
