import { beginCall, type Wish } from './begin-call.ts';
import type { CallOutcome } from './circuit.ts';
import { type Model, type ModelReply, modelKey } from './model.ts';
import { isTooSlow, type Pace, paceAfter } from './pace.ts';
import type { Asker, GatewayPorts } from './ports.ts';

export type CalledModel =
  | ModelReply
  | {
      readonly ok: false;
      readonly reason: 'no-time' | 'too-slow' | 'circuit-open' | 'rate' | 'budget';
      readonly usage?: undefined;
    };

/**
 * A call that was given up sooner says nothing about a provider: good models take seconds for a long answer. With so much
 * time a model is asked however slow it was of late. In milliseconds.
 */
const fairTime = 10_000;
/** A call ends so long before the deadline, that what came of it can still be noted. In milliseconds. */
const noting = 150;
/** With less time left no call is begun. In milliseconds. */
const shortestCall = 250;

/**
 * One call, if there is time for it and the circuit and the tenant's allowance let it through. What it may cost is taken
 * before and noted; what it did not cost is given back.
 */
export async function callModel(
  ports: GatewayPorts,
  model: Model,
  wish: Wish,
  asker: Asker,
): Promise<CalledModel> {
  const key = modelKey(model);
  const left = asker.deadline - noting - ports.now();
  if (left < shortestCall) return { ok: false, reason: 'no-time' };
  const pace = await ports.paces.find(key, wish.task);
  if (left < fairTime && isTooSlow(pace, left, ports.now())) return { ok: false, reason: 'too-slow' };
  const admission = await ports.circuits.admit(key, ports.now());
  if (admission.kind === 'open') return { ok: false, reason: 'circuit-open' };
  const report = async (outcome: CallOutcome) => {
    const change = await ports.circuits.report(key, admission, outcome, ports.now());
    if (!change) return;
    const code = change === 'opened' ? 'CIRCUIT_OPENED' : 'CIRCUIT_CLOSED';
    ports.note({ code, provider: model.provider, model: model.id });
  };
  const begun = await beginCall(ports, model, wish, asker).catch(async (error) => {
    await Promise.allSettled([report('unknown')]);
    throw error;
  });
  if (!begun.ok) {
    await report('unknown');
    const code = begun.reason === 'budget' ? 'MODEL_BUDGET_SPENT' : 'MODEL_RATE_LIMITED';
    ports.note({ code, tenantId: asker.tenantId });
    return begun;
  }
  const begunAt = ports.now();
  const { callId } = begun.call;
  const signal = ports.signalAt(asker.deadline - noting);
  const reply = await model.ask({ ...wish.request, callId, signal });
  const took = ports.now() - begunAt;
  // The answer is there: it is not given up because something about it could not be noted.
  const noted = await Promise.allSettled([
    begun.settle(reply.usage),
    report(outcomeOf(reply, took)),
    notePace(ports, key, wish.task, pace, reply, took),
  ]);
  for (const { reason } of noted.filter((one) => one.status === 'rejected'))
    ports.note({ code: 'GATEWAY_FAILED', task: wish.task, error: reason });
  return reply;
}

/** What a page made a model say is no sign of the provider's health, whatever it looks like. */
function outcomeOf(reply: ModelReply, took: number): CallOutcome {
  if (reply.ok || reply.reason === 'refused') return 'answered';
  return reply.reason === 'given-up' && took < fairTime ? 'unknown' : 'failed';
}

async function notePace(
  { paces, now }: Pick<GatewayPorts, 'paces' | 'now'>,
  model: string,
  task: Wish['task'],
  pace: Pace | undefined,
  reply: ModelReply,
  took: number,
): Promise<void> {
  if (reply.ok) await paces.keep(model, task, paceAfter(pace, took, 'answered', now()));
  else if (reply.reason === 'given-up')
    await paces.keep(model, task, paceAfter(pace, took, 'given-up', now()));
}
