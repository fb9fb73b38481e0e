import { reserve } from './allowance.ts';
import type { BegunCall } from './call-records.ts';
import type { Model, ModelRequest, Usage } from './model.ts';
import type { Asker, GatewayPorts } from './ports.ts';
import { estimatedTokens, mostTokens, nanodollars } from './price.ts';
import type { Prompt } from './task.ts';

export interface Wish {
  readonly task: BegunCall['task'];
  readonly prompt: Prompt;
  readonly request: Omit<ModelRequest, 'callId' | 'signal'>;
}

export type Begun =
  | {
      readonly ok: true;
      readonly call: BegunCall;
      /** What it did not cost is given back. Undefined where nobody told what it cost. */
      readonly settle: (usage: Usage | undefined) => Promise<void>;
    }
  | { readonly ok: false; readonly reason: 'rate' | 'budget' };

/** Takes what the call may cost at most, and notes that it is about to be made; neither is left behind without the other. */
export async function beginCall(
  ports: GatewayPorts,
  model: Model,
  { task, prompt, request }: Wish,
  asker: Asker,
): Promise<Begun> {
  const sent = [request.system, ...request.turns.map(({ text }) => text), JSON.stringify(request.answer)];
  const reserved = mostTokens(sent, request.maximumTokens);
  const taken = await reserve(ports, asker.tenantId, reserved, ports.now());
  if (!taken.ok) return taken;
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
  try {
    await ports.calls.begin(call);
  } catch (error) {
    await Promise.allSettled([taken.giveBack(reserved)]);
    throw error;
  }
  return {
    ok: true,
    call,
    settle: async (usage) => {
      const took = usage ? usage.input + usage.output : estimatedTokens(sent, request.maximumTokens);
      if (usage) await ports.calls.settle(call, usage, nanodollars(usage, model.price));
      else await ports.calls.estimate(call, took);
      await taken.giveBack(reserved - took);
    },
  };
}
