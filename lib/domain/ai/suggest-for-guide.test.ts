import { expect, test } from 'vitest';
import { answered, fakeGateway } from '../../../test/fakes/gateway.ts';
import { draftStep, guideDraft, guideId, tenantId } from '../../../test/fakes/guide-draft.ts';
import { policiesWith } from '../../../test/fakes/policies.ts';
import type { TaskName } from '../../contracts/ai/task.ts';
import { suggestForGuide } from './suggest-for-guide.ts';

const secret = 'Project Heron';
/** Saved before anybody wanted its name hidden. */
const saved = guideDraft({
  title: `Archive ${secret}`,
  description: `Shows how ${secret} is archived.`,
  steps: [
    draftStep(0, {
      kind: 'type',
      title: `Type “${secret}” in **Search**`,
      page: { url: 'https://shop.example/heron', title: `${secret} | Acme` },
      value: { text: secret, masked: false },
    }),
    draftStep(1, { title: `Click **${secret}**` }),
  ],
});
const tasks = ['suggest-tags', 'suggest-callouts', 'recommend-automation', 'find-redaction-hints'] as const;

async function suggested(task: (typeof tasks)[number] & TaskName, rules: Parameters<typeof policiesWith>[0]) {
  const gateway = fakeGateway([answered('no answer')]);
  const guides = { newest: async () => saved };
  const ports = { guides, policies: policiesWith(rules), gateway: gateway.ports };
  const outcome = await suggestForGuide(ports, tenantId, guideId, { task });
  return { asked: JSON.stringify(gateway.asked), told: JSON.stringify(outcome) };
}

test.each(tasks)('%s: what is always hidden by now reaches neither the model nor who asks', async (task) => {
  const always = [{ match: 'exact', text: secret }] as const;
  const { asked, told } = await suggested(task, { always: [...always] });
  expect(asked).toContain('fence');
  expect([asked.includes('Heron'), told.includes('Heron')]).toEqual([false, false]);
});

test.each(tasks)('%s: without the term the model is told', async (task) => {
  expect((await suggested(task, {})).asked).toContain(secret);
});

test('where the policy cannot be read nothing is told', async () => {
  const gateway = fakeGateway([answered('no answer')]);
  const ports = {
    guides: { newest: async () => saved },
    policies: { read: () => Promise.reject(new Error('the table is down')) },
    gateway: gateway.ports,
  };
  await expect(suggestForGuide(ports, tenantId, guideId, { task: 'suggest-tags' })).rejects.toThrow('down');
  expect(gateway.asked).toEqual([[]]);
});
