import type { Action } from '../../contracts/capture/action.ts';
import { recordingLimits } from '../../contracts/capture/limits.ts';
import type { Step, StepKind } from '../../contracts/compose/step.ts';
import type { ComposeState } from './compose-state.ts';

/** A step on the bench. */
export interface OpenStep {
  step: Step;
  lastAt: number;
}

export interface StepNote {
  readonly stepId: string;
  readonly note: string;
}

const openSteps = 3;
const ofOneKind = [
  'times',
  'modifiers',
  'keyboard',
  'button',
  'endKey',
  'dragged',
  'onto',
  'revealed',
  'value',
] as const;

export function stepId(index: number): string {
  return `stp_${index}`;
}

/**
 * The working copy of the state while one call runs. Rules go through its methods, which keep the limits, the
 * identity of steps (an absorbed step gives its id to the one that absorbs it) and the list of what changed.
 */
export class Workbench {
  readonly state: ComposeState;
  readonly touched = new Map<string, OpenStep>();
  readonly gone = new Set<string>();
  readonly notes: StepNote[] = [];
  readonly #open: OpenStep[];
  readonly #closed: number[];
  readonly #known: Set<string>;

  constructor(state: ComposeState) {
    this.state = { ...state };
    this.#open = state.open.map((entry) => ({ ...entry }));
    this.#closed = [...state.closed];
    this.#known = new Set(state.open.map((entry) => entry.step.id));
  }

  /** The step that the next action may join. */
  get last(): OpenStep | undefined {
    return this.#open.at(-1);
  }

  /** The one before it. */
  get beforeLast(): OpenStep | undefined {
    return this.#open.at(-2);
  }

  /** No further step would stand. */
  get isFull(): boolean {
    return this.#open.length + this.#closed.length >= recordingLimits.stepsPerRecording;
  }

  append(action: Action, kind: StepKind, more: Partial<Step> = {}): OpenStep | undefined {
    if (this.isFull) {
      this.state.limitReached = 'steps';
      return undefined;
    }
    const entry = { step: Object.assign(stepFrom(action, kind), more), lastAt: action.at };
    this.#open.push(entry);
    this.state.started = true;
    this.touched.set(entry.step.id, entry);
    if (this.#open.length > openSteps) this.#close();
    return entry;
  }

  /** The step now stands for this action too, as `more` says. The earlier picture stays: it shows the state before. */
  join(entry: OpenStep, action: Action, more: Partial<Step> = {}): void {
    this.amend(entry, more);
    const { step } = entry;
    step.actions = { first: step.actions.first, last: action.index };
    if (!step.screenshot && action.screenshot) step.screenshot = action.screenshot;
    if (!step.thumbnail && action.thumbnail) step.thumbnail = action.thumbnail;
    entry.lastAt = action.at;
  }

  /** Changes what is said of a step without an action joining it. */
  amend(entry: OpenStep, more: Partial<Step>): void {
    this.#own(entry);
    Object.assign(entry.step, more);
  }

  /** The step is what `kind` says from now on, without what only its former kind had. */
  become(entry: OpenStep, action: Action, kind: StepKind, more: Partial<Step> = {}): void {
    const { step } = this.#own(entry);
    for (const key of ofOneKind) if (key in step) delete step[key];
    this.join(entry, action, { kind, ...more });
  }

  entitle(entry: OpenStep, { title, place }: { title: string; place?: string }): Step {
    const { step } = this.#own(entry);
    step.title = title;
    if (place) step.place = place;
    else if (step.place) delete step.place;
    return step;
  }

  /** The steps of the former state, and those given out by a former call, are somebody else's: they are copied once. */
  #own(entry: OpenStep): OpenStep {
    const { id } = entry.step;
    if (this.touched.has(id)) return entry;
    entry.step = { ...entry.step };
    this.touched.set(id, entry);
    return entry;
  }

  dropLast(): void {
    const entry = this.#open.pop();
    if (entry) this.#forget(entry.step.id);
  }

  note(id: string, note: string): void {
    const entry = this.#open.find(({ step }) => step.id === id);
    if (entry) this.amend(entry, { note });
    else if (this.#closed.includes(indexOf(id))) {
      const touched = this.touched.get(id);
      if (touched) this.amend(touched, { note });
      else this.notes.push({ stepId: id, note });
    }
  }

  remove(id: string): void {
    const open = this.#open.findIndex(({ step }) => step.id === id);
    if (open >= 0) this.#open.splice(open, 1);
    else {
      const closed = this.#closed.indexOf(indexOf(id));
      if (closed < 0) return;
      this.#closed.splice(closed, 1);
      if (!this.touched.has(id)) this.#known.add(id);
    }
    this.#forget(id);
  }

  finish(): ComposeState {
    return { ...this.state, open: this.#open, closed: this.#closed };
  }

  #close(): void {
    const entry = this.#open.shift();
    if (entry) this.#closed.push(entry.step.actions.first);
  }

  #forget(id: string): void {
    this.touched.delete(id);
    if (this.#known.has(id)) this.gone.add(id);
  }
}

function indexOf(id: string): number {
  return /^stp_(0|[1-9]\d{0,8})$/.test(id) ? Number(id.slice(4)) : -1;
}

function stepFrom(action: Action, kind: StepKind): Step {
  const step: Step = {
    id: stepId(action.index),
    kind,
    title: '',
    page: action.page,
    tab: action.tab,
    at: action.at,
    actions: { first: action.index, last: action.index },
  };
  if (action.frameUrl) step.frameUrl = action.frameUrl;
  if (action.target) step.target = action.target;
  if (action.screenshot) step.screenshot = action.screenshot;
  if (action.thumbnail) step.thumbnail = action.thumbnail;
  return step;
}
