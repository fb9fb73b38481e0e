import { reserve } from './allowance.ts';
import type { BegunCall } from './call-records.ts';
import type { CallOutcome } from './circuit.ts';
import { type Model, type ModelReply, type ModelRequest, modelKey, type Usage } from './model.ts';
import type { Asker, GatewayPorts } from './ports.ts';
import { mostTokens, nanodollars } from './price.ts';
import type { Prompt } from './task.ts';

export interface Wish {
  readonly task: BegunCall['task'];
  readonly prompt: Prompt;
  readonly request: Omit<ModelRequest, 'callId' | 'signal'>;
}

export type CalledModel =
  | ModelReply
  | { readonly ok: false; readonly reason: 'circuit-open' | 'rate' | 'budget'; readonly usage?: undefined };

/** Less says nothing about a provider: it was hardly given the time. In milliseconds. */
const fairTime = 1_000;
/** A call ends so long before the deadline, that what came of it can still be noted. In milliseconds. */
const noting = 150;
/** With less time left no call is begun. In milliseconds. */
const shortestCall = 250;

/**
 * One call, if the circuit and the tenant's allowance let it through. What it may cost is taken before and noted; what
 * it did not cost is given back once that is known for sure.
 */
export async function callModel(
  ports: GatewayPorts,
  model: Model,
  { task, prompt, request }: Wish,
  asker: Asker,
): Promise<CalledModel> {
  if (ports.now() + shortestCall + noting > asker.deadline) return { ok: false, reason: 'timed-out' };
  const key = modelKey(model);
  const admission = await ports.circuits.admit(key, ports.now());
  if (admission.kind === 'open') return { ok: false, reason: 'circuit-open' };
  const report = async (outcome: CallOutcome) => {
    const change = await ports.circuits.report(key, admission, outcome, ports.now());
    if (change)
      ports.note({
        code: change === 'opened' ? 'CIRCUIT_OPENED' : 'CIRCUIT_CLOSED',
        provider: model.provider,
        model: model.id,
      });
  };
  const reserved = mostTokens(
    [request.system, ...request.turns.map(({ text }) => text), JSON.stringify(request.answer)],
    request.maximumTokens,
  );
  const taken = await reserve(ports, asker.tenantId, reserved, ports.now());
  if (!taken.ok) {
    await report('unknown');
    ports.note({
      code: taken.reason === 'budget' ? 'MODEL_BUDGET_SPENT' : 'MODEL_RATE_LIMITED',
      tenantId: asker.tenantId,
    });
    return taken;
  }
  const call: BegunCall = {
    callId: ports.newCallId(),
    tenantId: asker.tenantId,
    guideId: asker.guideId,
    task,
    promptVersion: prompt.version,
    provider: model.provider,
    model: model.id,
    reserved,
    at: ports.now(),
  };
  await ports.calls.begin(call);
  const begunAt = ports.now();
  const reply = await model.ask({
    ...request,
    callId: call.callId,
    signal: ports.signalAt(asker.deadline - noting),
  });
  // The answer is there: it is not given up because something about it could not be noted.
  const noted = await Promise.allSettled([
    settle(ports, model, call, reply.usage, taken.giveBack),
    report(outcomeOf(reply, ports.now() - begunAt)),
  ]);
  for (const { reason } of noted.filter((one) => one.status === 'rejected'))
    ports.note({ code: 'GATEWAY_FAILED', task, error: reason });
  return reply;
}

/** A call whose tokens nobody told us stays open, and what was taken for it is not given back. */
async function settle(
  ports: GatewayPorts,
  model: Model,
  call: BegunCall,
  usage: Usage | undefined,
  giveBack: (tokens: number) => Promise<void>,
): Promise<void> {
  if (!usage) return;
  await ports.calls.settle(call, usage, nanodollars(usage, model.price));
  await giveBack(call.reserved - usage.input - usage.output);
}

/** What a page made a model say is no sign of the provider's health, whatever it looks like. */
function outcomeOf(reply: ModelReply, took: number): CallOutcome {
  if (reply.ok || reply.reason === 'refused') return 'answered';
  return reply.reason === 'timed-out' && took < fairTime ? 'unknown' : 'failed';
}
