import { AwsError } from '../service.ts';

/** An operation that is made to fail, for tests of what the product does then. */
interface OperationFault {
  /** As IAM names it: `kinesis:PutRecord`. */
  readonly action: string;
  /** Only for calls of this role's sessions, or of this function's workers. */
  readonly role?: string;
  readonly functionName?: string;
  readonly error: { readonly code: string; readonly message?: string; readonly status?: number };
  /** Fails this many calls, then heals. Without `times` and `forMs` it fails until healed by hand. */
  readonly times?: number;
  readonly forMs?: number;
}

/** A function's worker that dies at one of its calls to AWS. */
interface WorkerFault {
  readonly functionName: string;
  /** Counts the function's calls from the moment of asking, starting at 1, over all its workers. */
  readonly call: number;
  /** `before` the call has any effect, or `after` it has taken effect and before the answer arrives. */
  readonly when: 'before' | 'after';
}

interface ActiveFault {
  /** How often it has struck. */
  readonly struck: () => number;
  readonly heal: () => void;
}

export interface Faults {
  fail(fault: OperationFault): ActiveFault;
  killWorker(fault: WorkerFault): ActiveFault;
  healAll(): void;
}

/** The calls of one worker, as the gateway sees them. */
export interface CallingWorker {
  readonly functionName: string;
  kill(): void;
}

/** The gateway's side: asked around every call. */
export interface FaultPoints {
  /** Throws the error that the call shall fail with. */
  strike(actions: readonly string[], role: string | undefined, worker: CallingWorker | undefined): void;
  /** Counts a call; tells whether its worker dies, and when. */
  fateOf(worker: CallingWorker | undefined): 'before' | 'after' | undefined;
}

interface Active<F> {
  readonly fault: F;
  count: number;
  calls: number;
}

export function createFaults(now: () => number = Date.now): Faults & FaultPoints {
  const failing = new Set<Active<OperationFault> & { until: number }>();
  const killing = new Set<Active<WorkerFault>>();
  const handle = <A extends Active<unknown>>(set: Set<A>, active: A): ActiveFault => {
    set.add(active);
    return { struck: () => active.count, heal: () => set.delete(active) };
  };
  return {
    fail: (fault) =>
      handle(failing, {
        fault,
        count: 0,
        calls: 0,
        until: fault.forMs === undefined ? Infinity : now() + fault.forMs,
      }),
    killWorker: (fault) => handle(killing, { fault, count: 0, calls: 0 }),
    healAll: () => {
      failing.clear();
      killing.clear();
    },
    strike: (actions, role, worker) => {
      for (const active of failing) {
        const { fault } = active;
        if (now() >= active.until) failing.delete(active);
        else if (actions.includes(fault.action) && isAimedAt(fault, role, worker?.functionName)) {
          active.count += 1;
          if (active.count === fault.times) failing.delete(active);
          const { code, message, status } = fault.error;
          throw new AwsError(code, message ?? 'A fault was injected here', status ?? 400);
        }
      }
    },
    fateOf: (worker) => {
      let fate: 'before' | 'after' | undefined;
      for (const active of killing) {
        if (active.fault.functionName !== worker?.functionName) continue;
        active.calls += 1;
        if (active.calls !== active.fault.call) continue;
        active.count += 1;
        killing.delete(active);
        fate = active.fault.when;
      }
      return fate;
    },
  };
}

function isAimedAt(fault: OperationFault, role?: string, functionName?: string): boolean {
  return (fault.role ?? role) === role && (fault.functionName ?? functionName) === functionName;
}
