import type { Checkpoints } from './checkpoints.ts';
import type { ScopeDefinition, StateDefinition } from './definition.ts';
import type { History } from './history.ts';

/** Everything that the states of one execution share. */
export interface Run {
  readonly checkpoints: Checkpoints;
  readonly history: History;
  /** `$$` without `State` and `Map`. */
  readonly context: Readonly<Record<string, unknown>>;
  /** Runs a nested scope: an iteration or a branch. */
  readonly runScope: (definition: ScopeDefinition, place: Place, input: unknown) => Promise<unknown>;
  readonly runTask: (resource: string, input: unknown) => Promise<unknown>;
  /** Share of a retry's pause that is waited for. */
  readonly retryPace: number;
}

/** Where a state runs: its scope, and what stops it. */
export interface Place {
  readonly scope: string;
  readonly signal: AbortSignal;
  /** `$$.Map`, within an iteration. */
  readonly map?: Readonly<Record<string, unknown>>;
}

/** A state's visit, with the context object as the state sees it. */
export interface Visit {
  readonly name: string;
  readonly state: StateDefinition;
  readonly place: Place;
  readonly enteredAt: number;
  readonly context: () => Readonly<Record<string, unknown>>;
}

/** What leaving a state says: where to go, or that the scope is finished. */
export interface Transition {
  readonly output: unknown;
  readonly next: string | undefined;
}
