import type { BegunCall } from '../../lib/domain/ai/gateway/call-records.ts';
import {
  type CircuitState,
  type Circuits,
  circuitSettings,
  mustOpen,
  standing,
} from '../../lib/domain/ai/gateway/circuit.ts';
import type { Model, ModelReply, ModelRequest, Usage } from '../../lib/domain/ai/gateway/model.ts';
import type { Pace } from '../../lib/domain/ai/gateway/pace.ts';
import type { GatewayNote, GatewayPorts } from '../../lib/domain/ai/gateway/ports.ts';

type Reply = ModelReply | ((request: ModelRequest) => ModelReply | Promise<ModelReply>);

export const usage: Usage = { input: 100, output: 20 };
type End = Extract<ModelReply, { ok: true }>['end'];
export const answered = (answer: unknown, end: End = 'complete'): ModelReply => ({
  ok: true,
  answer,
  end,
  usage,
});
export const failed = (reason: Extract<ModelReply, { ok: false }>['reason']): ModelReply => ({
  ok: false,
  reason,
  usage: { input: 0, output: 0 },
});

export interface FakeGateway {
  readonly ports: GatewayPorts;
  /** Of each model, in order. */
  readonly asked: ModelRequest[][];
  readonly notes: GatewayNote[];
  readonly begun: BegunCall[];
  readonly settled: Map<string, Usage>;
  readonly estimated: Map<string, number>;
  readonly spent: () => number;
  /** Milliseconds that pass. */
  readonly wait: (milliseconds: number) => void;
}

/** A gateway whose models give each of their replies once, and the last one ever after. */
export function fakeGateway(...replies: readonly (readonly Reply[])[]): FakeGateway {
  let now = Date.parse('2026-03-01T10:00:00Z');
  let number = 0;
  let spent = 0;
  const answers = new Map<string, unknown>();
  const asked: ModelRequest[][] = replies.map(() => []);
  const notes: GatewayNote[] = [];
  const begun: BegunCall[] = [];
  const settled = new Map<string, Usage>();
  const estimated = new Map<string, number>();
  const paces = new Map<string, Pace>();
  const models = replies.map(
    (own, place): Model => ({
      provider: 'bedrock',
      id: `model-${place + 1}`,
      price: { input: 1, output: 5 },
      ask: async (request) => {
        const reply = own[Math.min(asked[place]?.length ?? 0, own.length - 1)];
        asked[place]?.push(request);
        return typeof reply === 'function' ? reply(request) : (reply ?? failed('unavailable'));
      },
    }),
  );
  const ports: GatewayPorts = {
    models,
    circuits: fakeCircuits(),
    paces: {
      find: async (model, task) => paces.get(`${model}/${task}`),
      keep: async (model, task, pace) => void paces.set(`${model}/${task}`, pace),
    },
    answers: {
      find: async (tenantId, hash) => answers.get(`${tenantId}/${hash}`),
      keep: async (tenantId, hash, answer) => void answers.set(`${tenantId}/${hash}`, answer),
    },
    planOf: async () => 'STARTER',
    takeCall: async () => true,
    budgets: {
      reserve: async (_tenantId, _month, tokens, most) => {
        if (spent + tokens > most) return false;
        spent += tokens;
        return true;
      },
      giveBack: async (_tenantId, _month, tokens) => {
        spent -= tokens;
      },
    },
    calls: {
      begin: async (call) => void begun.push(call),
      settle: async ({ callId }, tokens) => void settled.set(callId, tokens),
      estimate: async ({ callId }, tokens) => void estimated.set(callId, tokens),
    },
    scrub: (texts) => ({
      texts: texts.map((text) => text.replaceAll('ada@acme.example', '[EMAIL_1]')),
      restore: (text) => text.replaceAll('[EMAIL_1]', 'ada@acme.example'),
    }),
    newFence: () => `fence-${++number}`,
    newCallId: () => `call-${++number}`,
    now: () => now,
    pause: async (milliseconds) => {
      now += milliseconds;
    },
    signalAt: (moment) => (moment <= now ? AbortSignal.abort() : new AbortController().signal),
    note: (note) => void notes.push(note),
  };
  return {
    ports,
    asked,
    notes,
    begun,
    settled,
    estimated,
    spent: () => spent,
    wait: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** In memory, by the same rules as the adapter. */
function fakeCircuits(): Circuits {
  const states = new Map<string, CircuitState>();
  const fresh: CircuitState = {
    ...{ generation: 0, window: 0, calls: 0, failures: 0 },
    ...{ openUntil: undefined, probeUntil: undefined },
  };
  const of = (model: string) => states.get(model) ?? fresh;
  return {
    admit: async (model, now) => {
      const state = of(model);
      const stands = standing(state, now);
      if (stands === 'open') return { kind: 'open' };
      if (stands === 'closed') return { kind: 'closed', generation: state.generation };
      states.set(model, { ...state, probeUntil: now + circuitSettings.probe });
      return { kind: 'probe', generation: state.generation, probe: 'probe' };
    },
    report: async (model, admission, outcome, now) => {
      const state = of(model);
      if (admission.kind === 'probe' && outcome === 'unknown')
        states.set(model, { ...state, probeUntil: undefined });
      if (admission.kind === 'open' || outcome === 'unknown') return undefined;
      const failures = state.failures + (outcome === 'failed' ? 1 : 0);
      const counted = { ...state, calls: state.calls + 1, failures };
      const probeFailed = admission.kind === 'probe' && outcome === 'failed';
      if (admission.kind === 'probe' && outcome === 'answered') {
        states.set(model, fresh);
        return 'closed';
      }
      if (!probeFailed && (outcome !== 'failed' || !mustOpen(counted))) {
        states.set(model, counted);
        return undefined;
      }
      states.set(model, { ...fresh, openUntil: now + circuitSettings.rest });
      return 'opened';
    },
  };
}
