import { type CalledModel, callModel } from './call-model.ts';
import { fenced, fenceNotice } from './fence.ts';
import type { Model, ModelReply } from './model.ts';
import type { Asker, GatewayPorts } from './ports.ts';
import { readAnswer } from './read-answer.ts';
import type { Task } from './task.ts';

/** Tried again once; then another provider or the rules are quicker. In milliseconds. */
const pauseBeforeRetry = 150;

export type ModelAnswer<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | {
      readonly ok: false;
      readonly reason: Extract<CalledModel, { ok: false }>['reason'] | 'unusable' | 'withheld';
    };

/** Has one model do a task: tried again once where that may help, and one chance to put a wrong form right. */
export async function askModel<Input, Answer, Value>(
  ports: GatewayPorts,
  model: Model,
  task: Task<Input, Answer, Value>,
  input: Input,
  asker: Asker,
): Promise<ModelAnswer<Answer>> {
  const { schema, read } = readAnswer(task.answer);
  const data = JSON.stringify(task.show(input));
  let wrong: WrongForm | undefined;
  let retried = false;
  for (;;) {
    const request = {
      system: task.prompt.system,
      turns: [{ from: 'user' as const, text: wording(task.prompt.wish, data, ports.newFence(), wrong) }],
      answer: { name: task.name.replaceAll('-', '_'), schema },
      maximumTokens: task.answerTokens(input) * (wrong === 'cut-off' ? 2 : 1),
    };
    const reply = await callModel(ports, model, { task: task.name, prompt: task.prompt, request }, asker);
    if (!reply.ok) {
      if (retried || (reply.reason !== 'throttled' && reply.reason !== 'unavailable')) return reply;
      retried = true;
      await ports.pause(pauseBeforeRetry);
      continue;
    }
    if (reply.end === 'withheld') return { ok: false, reason: 'withheld' };
    const answer = read(reply.answer);
    if (answer.ok && reply.end === 'complete') return answer;
    if (wrong) return { ok: false, reason: 'unusable' };
    wrong = formOf(reply);
  }
}

type WrongForm = 'cut-off' | 'not-json' | 'other-form';

function formOf({ answer, end }: Extract<ModelReply, { ok: true }>): WrongForm {
  if (end === 'length') return 'cut-off';
  return typeof answer === 'string' ? 'not-json' : 'other-form';
}

/** Nothing of the wrong answer is repeated: it may hold what a page made the model say. */
const repairs: Readonly<Record<WrongForm, string>> = {
  'cut-off': 'Your last answer was too long and was cut off. Answer more briefly.',
  'not-json':
    'Your last answer was not JSON of the required form. Answer in the required form and nothing else.',
  'other-form':
    'Your last answer did not have the required form. Give every member that it names, of its type, and no other.',
};

function wording(wish: string, data: string, fence: string, wrong: WrongForm | undefined): string {
  return [wish, wrong && repairs[wrong], fenceNotice(fence), fenced(data, fence)]
    .filter(Boolean)
    .join('\n\n');
}
