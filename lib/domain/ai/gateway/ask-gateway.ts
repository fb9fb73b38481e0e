import type { Provenance, WhyRules } from '../../../contracts/ai/provenance.ts';
import { answerHash } from './answer-hash.ts';
import { askModel, type ModelAnswer } from './ask-model.ts';
import { type Model, modelKey } from './model.ts';
import type { Asker, GatewayPorts } from './ports.ts';
import { readAnswer } from './read-answer.ts';
import { scrubData } from './scrub-data.ts';
import type { Task } from './task.ts';

export interface GatewayResult<Value> extends Provenance {
  readonly value: Value;
}

/** Whose work it is where no model had a part in it. */
export const byRules: Provenance & { readonly provider: 'rules' } = {
  provider: 'rules',
  model: 'rules',
  promptVersion: 'none',
  degraded: true,
};

/**
 * Has a task done: by the models in order, each as long as there is time, and by the rules where none of them
 * answers. Always answers, by the deadline, and never throws.
 */
export async function askGateway<Input, Answer, Value>(
  ports: GatewayPorts,
  task: Task<Input, Answer, Value>,
  input: Input,
  asker: Asker,
): Promise<GatewayResult<Value>> {
  const rules = { value: task.rules(input), ...byRules };
  if (ports.models.length === 0) return rules;
  if (ports.now() >= asker.deadline) return { ...rules, because: 'too-slow' };
  try {
    const answered = await beforeDeadline(ports, asker, askModels(ports, task, input, asker));
    if (typeof answered === 'object') return answered;
    return { ...rules, because: answered ?? 'too-slow' };
  } catch (error) {
    ports.note({ code: 'GATEWAY_FAILED', task: task.name, error });
    return { ...rules, because: 'unreachable' };
  }
}

type Failure = Extract<ModelAnswer<unknown>, { ok: false }>['reason'];

const reasons: Readonly<Record<Failure, WhyRules>> = {
  throttled: 'unreachable',
  unavailable: 'unreachable',
  'timed-out': 'too-slow',
  'given-up': 'too-slow',
  'no-time': 'too-slow',
  'too-slow': 'too-slow',
  'no-access': 'unreachable',
  'circuit-open': 'unreachable',
  malformed: 'unusable',
  refused: 'unusable',
  unusable: 'unusable',
  withheld: 'unusable',
  rate: 'rate',
  budget: 'budget',
};

/** Where none answered, why the first did not: it is the one that the deployment wants. */
async function askModels<Input, Answer, Value>(
  ports: GatewayPorts,
  task: Task<Input, Answer, Value>,
  input: Input,
  asker: Asker,
): Promise<GatewayResult<Value> | WhyRules> {
  const scrubbed = scrubData(input, ports.scrub);
  let because: WhyRules | undefined;
  for (const [place, model] of ports.models.entries()) {
    const answer = await answerOf(ports, model, task, scrubbed.data, asker);
    if (answer.ok)
      return {
        value: scrubbed.restore(task.take(answer.answer, scrubbed.data)),
        provider: model.provider,
        model: model.id,
        promptVersion: task.prompt.version,
        degraded: place > 0,
      };
    const { provider, id } = model;
    ports.note({ code: 'MODEL_FAILED', task: task.name, provider, model: id, reason: answer.reason });
    // The tenant's allowance is the same for every model.
    if (answer.reason === 'rate' || answer.reason === 'budget') return answer.reason;
    because ??= reasons[answer.reason];
  }
  return because ?? 'unreachable';
}

/** An answer that the model gave to the same before costs nothing. It is kept as it came: without what was scrubbed. */
async function answerOf<Input, Answer, Value>(
  ports: GatewayPorts,
  model: Model,
  task: Task<Input, Answer, Value>,
  input: Input,
  asker: Asker,
) {
  const hash = await answerHash([modelKey(model), task.prompt.version, task.show(input)]);
  const kept = readAnswer(task.answer).read(await ports.answers.find(asker.tenantId, hash));
  if (kept.ok) return kept;
  const asked = await askModel(ports, model, task, input, asker);
  if (asked.ok)
    await ports.answers
      .keep(asker.tenantId, hash, asked.answer)
      .catch((error) => ports.note({ code: 'GATEWAY_FAILED', task: task.name, error }));
  return asked;
}

/** Undefined once the deadline has passed, whatever is still under way then. */
function beforeDeadline<Value>(
  { signalAt }: GatewayPorts,
  { deadline }: Asker,
  work: Promise<Value>,
): Promise<Value | undefined> {
  const signal = signalAt(deadline);
  return new Promise((resolve, reject) => {
    const late = () => resolve(undefined);
    if (signal.aborted) late();
    signal.addEventListener('abort', late, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', late));
  });
}
