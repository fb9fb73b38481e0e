/*
 * A circuit breaker for each provider and model, shared by all workers. Closed: every call goes through and is counted.
 * Open: none does, so that nobody waits for a provider that is down. Half-open, once the rest is over: one call at a
 * time is let through as a probe; its answer closes the circuit, its failure opens it anew.
 */

export const circuitSettings = {
  /** Calls are counted in stretches of it, in milliseconds. */
  window: 120_000,
  /** So many calls of a stretch must have ended before it is judged. */
  fewestCalls: 4,
  /** Opens at this share of failures. */
  failures: 0.5,
  /** How long it stays open before a probe, in milliseconds. */
  rest: 30_000,
  /** A probe that nobody heard of again is given up after it, in milliseconds. */
  probe: 35_000,
} as const;

/** What all workers know of a circuit. */
export interface CircuitState {
  /** Changes whenever it opens or closes: what is told of a call from before counts no more. */
  readonly generation: number;
  /** Number of the stretch that is counted. */
  readonly window: number;
  readonly calls: number;
  readonly failures: number;
  /** Milliseconds since the epoch; undefined while it is closed. */
  readonly openUntil: number | undefined;
  /** Until when a probe is out. */
  readonly probeUntil: number | undefined;
}

export type Standing = 'closed' | 'open' | 'half-open';

export function standing({ openUntil, probeUntil }: CircuitState, now: number): Standing {
  if (openUntil === undefined) return 'closed';
  return now < openUntil || (probeUntil !== undefined && now < probeUntil) ? 'open' : 'half-open';
}

export function windowOf(now: number): number {
  return Math.floor(now / circuitSettings.window);
}

export function mustOpen({ calls, failures }: Pick<CircuitState, 'calls' | 'failures'>): boolean {
  return calls >= circuitSettings.fewestCalls && failures >= calls * circuitSettings.failures;
}

/** Whether a call may be made, and what is to be told of it afterwards. */
export type Admission =
  | { readonly kind: 'closed'; readonly generation: number }
  | { readonly kind: 'probe'; readonly generation: number; readonly probe: string }
  | { readonly kind: 'open' };

/** `unknown`: nothing that speaks for or against the provider. */
export type CallOutcome = 'answered' | 'failed' | 'unknown';

/** `opened`, `closed`: by what was told. */
export type CircuitChange = 'opened' | 'closed' | undefined;

/** The circuits, wherever their state is kept. Moments are milliseconds since the epoch. */
export interface Circuits {
  admit(model: string, now: number): Promise<Admission>;
  report(model: string, admission: Admission, outcome: CallOutcome, now: number): Promise<CircuitChange>;
}
