import { beforeEach, expect, test } from 'vitest';
import { fakeCompose, fakeRecording } from '../../../../test/fakes/compose-ports.ts';
import { MemoryLiveLog } from '../../../../test/fakes/live-log.ts';
import { policiesWith } from '../../../../test/fakes/policies.ts';
import { deliver, sealAll } from '../../../../test/fakes/recorded-batches.ts';
import { field, link, Trace, target, within } from '../../../../test/fixtures/traces/trace.ts';
import { decodeSealed } from '../../../contracts/capture/batch.ts';
import type { Draft } from '../../../contracts/guides/draft.ts';
import { assembleGuide } from './assemble-guide.ts';
import { composeDeliveries } from './compose-deliveries.ts';
import type { LiveProgress } from './live-log.ts';
import { redactingOpener } from './redacting-opener.ts';

const { recordingId, tenantId, guideId } = fakeRecording();

const trace = new Trace('https://crm.example/?session=4f8Kq2LmZ7Rt1XbQ', 'Customers · Acme CRM');
const name = field('Full name', { nameSource: 'label' });
trace
  .type(name, 'Mira Qx')
  .type(field('E-mail', { inputType: 'email' }), 'mira.qx@crm.example')
  .click(link('Order of Mira Qx'))
  .click(
    target('button', { name: 'Edit', surroundings: within(['row', 'Jane Keller jane@crm.example Admin']) }),
  )
  .leadsTo('https://crm.example/people/jane@crm.example', 'Jane Keller · Acme CRM');
const secrets = /Mira Qx|Keller|@crm|4f8Kq2/;

let live: MemoryLiveLog;
let plain: ReturnType<typeof fakeCompose>;
beforeEach(() => {
  live = new MemoryLiveLog();
  plain = fakeCompose([fakeRecording()], live);
  plain.watchers.add('socket');
});

async function compose(
  ports = { ...plain, opener: redactingOpener(plain.opener, plain.policies) },
  actions = trace.actions,
) {
  // Each batch by itself, as while somebody records.
  const frames = sealAll(actions, 2);
  const failed: string[] = [];
  for (const frame of frames) failed.push(...(await composeDeliveries(ports, [deliver(frame)])));
  return { frames, failed };
}

async function assemble(
  ports = { ...plain, opener: redactingOpener(plain.opener, plain.policies) },
  actions = trace.actions,
  title = 'Order for jo@x.io',
) {
  let kept: Draft | undefined;
  const drafts = {
    put: async (_key: string, draft: Draft) => {
      kept = draft;
    },
  };
  await assembleGuide(
    { ...ports, drafts },
    {
      tenantId,
      recordingId,
      guideId,
      title,
      lastSequence: sealAll(actions, 2).length,
      visibility: 'private',
      requestedBy: 'usr_1',
    },
  );
  return kept;
}

test('neither the live table nor a preview ever has what is sensitive, nor what composing goes on with', async () => {
  await compose();
  const told = JSON.stringify([[...live.records.values()], plain.sent, await live.progress(recordingId)]);
  expect(told).not.toMatch(/Keller|@crm|4f8Kq2|Type “Mira/);
  expect(told).toContain('Fill in **E-mail**');
  expect(told).toContain('Click **Edit** in the row with a person’s name');
});

test('what was typed into one batch is hidden in the next, whichever run of the composer takes it', async () => {
  const recorded = new Trace('https://crm.example/', 'Customers · Acme CRM');
  recorded
    .type(field('Full name', { nameSource: 'label' }), 'Zorvik Blantrem')
    .type(field('First name', { nameSource: 'label' }), 'Ingrid')
    .click(link('Order of Zorvik Blantrem'))
    .click(link('Unfollow Ingrid'));
  const shown = async (log: MemoryLiveLog) => {
    const run = fakeCompose([fakeRecording()], log);
    run.watchers.add('socket');
    // Nothing of a run is left for the next but what stands in the table.
    for (const frame of sealAll(recorded.actions, 1)) {
      const ports = { ...run, opener: redactingOpener(run.opener, run.policies) };
      await composeDeliveries(ports, [deliver(frame)]);
    }
    return JSON.stringify([[...log.records.values()], run.sent]);
  };
  expect(await shown(live)).not.toMatch(/Zorvik|Blantrem|Ingrid/);
  const kept = await live.progress(recordingId);
  expect(Buffer.from(kept?.known ?? []).toString('latin1')).not.toMatch(/Zorvik|Ingrid|^$/);
  // Control: a table that loses what is known shows it.
  class Forgetful extends MemoryLiveLog {
    override async advance(id: string, from: number, { known: _known, ...progress }: LiveProgress) {
      return super.advance(id, from, progress);
    }
  }
  expect(await shown(new Forgetful())).toMatch(
    /Order of Zorvik Blantrem.*Unfollow \*\*Ingrid|Unfollow Ingrid/,
  );
});

test('what was hidden by another revision of the policy is hidden no more where that leaves it alone', async () => {
  const recorded = new Trace('https://crm.example/', 'Customers · Acme CRM');
  recorded
    .type(field('Full name', { nameSource: 'label' }), 'Zorvik Blantrem')
    .click(link('Order of Zorvik Blantrem'))
    .click(link('Message Zorvik Blantrem'));
  const previewOf = async (last: ReturnType<typeof policiesWith>) => {
    const log = new MemoryLiveLog();
    const frames = sealAll(recorded.actions, 1);
    const run = fakeCompose([fakeRecording()], log);
    for (const [at, frame] of frames.entries()) {
      const policies = at < frames.length - 1 ? plain.policies : last;
      const ports = { ...run, policies, opener: redactingOpener(run.opener, policies) };
      await composeDeliveries(ports, [deliver(frame)]);
    }
    return JSON.stringify([...log.records.values()]);
  };
  expect(await previewOf(policiesWith({ never: [{ match: 'exact', text: 'Zorvik Blantrem' }] }, 1))).toMatch(
    /Order of \[a person’s name\].*Message Zorvik Blantrem/,
  );
  expect(await previewOf(policiesWith({ categories: { personal: false } }, 1))).toContain('Message Zorvik');
  // Control: by the same revision it is hidden still.
  expect(await previewOf(plain.policies)).not.toContain('Zorvik');
});

test('without it they have: what is looked for is really there', async () => {
  await compose(plain);
  expect(JSON.stringify([[...live.records.values()], plain.sent])).toMatch(secrets);
});

test('a draft never has it, what only a field’s name gave away included', async () => {
  await compose();
  const draft = await assemble();
  expect(JSON.stringify(draft)).not.toMatch(secrets);
  expect(draft?.title).toBe('Order for [an e-mail address]');
  expect(draft?.url).toBe('https://crm.example/');
  expect(draft?.steps.map(({ title }) => title)).toEqual([
    'Go to **Customers · Acme CRM** at crm.example',
    'Fill in **Full name**',
    'Fill in **E-mail**',
    'Click **Order of [a person’s name]**',
    'Click **Edit** in the row with a person’s name',
  ]);
});

test('what only a later field gives away is hidden from the beginning of the guide, and in the title that a person gave', async () => {
  const recorded = new Trace('https://crm.example/', 'Customers · Acme CRM');
  recorded
    .click(link('Zorvik Blantrem'))
    .type(field('Full name', { nameSource: 'label' }), 'Zorvik Blantrem');
  await compose(undefined, recorded.actions);
  const draft = await assemble(undefined, recorded.actions, 'Onboard Zorvik Blantrem');
  expect(draft?.title).toBe('Onboard [a person’s name]');
  expect(JSON.stringify(draft)).not.toMatch(/Zorvik|Blantrem/);
});

test('the log keeps what was recorded, so that a policy that changes is obeyed by the guide', async () => {
  await compose();
  const policies = policiesWith({ categories: { contact: false } });
  const draft = await assemble({ ...plain, policies, opener: redactingOpener(plain.opener, policies) });
  expect(draft?.steps[2]?.title).toBe('Type “mira.qx@crm.example” in **E-mail**');
});

test('of a site that may not be recorded there is nothing, though an agent sent it', async () => {
  const policies = policiesWith({ sites: [{ host: 'crm.example', recording: 'block' }] });
  const ports = { ...plain, policies, opener: redactingOpener(plain.opener, policies) };
  expect((await compose(ports)).failed).toEqual([]);
  expect(JSON.stringify([[...live.records.values()], plain.sent])).not.toContain('crm.example');
  expect((await assemble(ports))?.steps ?? []).toEqual([]);
});

test('where members may not loosen the policy nothing that was typed is kept, whatever an agent sent', async () => {
  const typed = new Trace('https://crm.example/', 'Customers');
  typed
    .type(field('Project'), 'Blue heron')
    .add({ kind: 'choose-file', fileNames: ['heron-plan.final.pdf', 'heron'] });
  typed.add({ kind: 'select', options: ['Standard delivery'], masked: false });
  const opened = async (locked: boolean) => {
    const [frame] = sealAll(typed.actions, 10);
    const decoded = decodeSealed(frame ?? new Uint8Array());
    if (!decoded.ok) throw new Error('no frame');
    const opener = redactingOpener(plain.opener, policiesWith({ locked }));
    const result = await opener.open(fakeRecording(), decoded.sealed);
    return result.ok ? result.actions : [];
  };
  const kept = await opened(true);
  expect(JSON.stringify(kept)).not.toMatch(/heron/i);
  expect(kept.find(({ detail }) => detail.kind === 'input')).toMatchObject({
    target: { name: 'Project', sensitivity: 'masked' },
    detail: { field: { masked: true, length: 10 } },
  });
  expect(kept.slice(-2).map(({ detail }) => detail)).toEqual([
    { kind: 'choose-file', fileNames: ['*.pdf', '*'] },
    { kind: 'select', options: ['Standard delivery'], masked: false },
  ]);
  // Control: what is left to the members is what they sent.
  expect(JSON.stringify(await opened(false))).toMatch(/Blue heron.*heron-plan\.final\.pdf/);
});

test('where the policy cannot be read nothing is composed, and the batches come again', async () => {
  const policies = {
    read: async () => {
      throw new Error('throttled');
    },
  };
  const { failed, frames } = await compose({ ...plain, opener: redactingOpener(plain.opener, policies) });
  expect(failed).toHaveLength(frames.length);
  expect([live.records.size, live.entries.size, plain.sent.length]).toEqual([0, 0, 0]);
  expect((await compose()).failed).toEqual([]);
});
