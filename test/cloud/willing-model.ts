import type { Answering, AskedModel } from './scripted-models.ts';

/** A model that betters each title and the guide’s own, in the form that it is asked for. */
export const willingModel: Answering = (asked) => {
  const { steps = [], description } = notesOf(asked);
  if (asked.tool?.name === 'describe_guide')
    return { answer: { title: 'Go through the actions', description: description || 'Shows each action.' } };
  const titles = steps.map(({ id, name }) => ({ id, title: `Press **${name}** to continue` }));
  return { answer: { titles } };
};

/** What the model is shown, as it would read it. */
function notesOf({ messages }: AskedModel): {
  steps?: { id: string; name: string }[];
  description?: string;
} {
  const [, data = '{}'] = /\n(\{.*\})\n/.exec(messages[0]?.text ?? '') ?? [];
  return JSON.parse(data);
}
