import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clickAction } from '../agent/sample-actions.ts';
import { eventually } from '../cloud/eventually.ts';
import { plainPicture } from '../cloud/plain-picture.ts';
import { type ProductCloud, startProductCloud } from '../cloud/product-cloud.ts';

let product: ProductCloud;
beforeAll(async () => {
  // What is retried how often is the test's business, not how long the pauses are.
  product = await startProductCloud(undefined, { workflowRetryPace: 0.1 });
});
afterEach(() => product.faults.healAll());
afterAll(() => product?.[Symbol.asyncDispose]());

const screenshotId = 'sht_0000000000';

/** A recording of three steps, the first with a picture, on its way to being a guide. */
async function finishRecording(cloud: ProductCloud) {
  const agent = await cloud.openRecording();
  expect((await agent.uploadScreenshot(screenshotId, await plainPicture())).status).toBe(200);
  const actions = [clickAction(0, { screenshotId }), clickAction(1), clickAction(2)];
  expect((await agent.send(await agent.seal(1, actions))).status).toBe(200);
  await eventually(
    () => cloud.recording(agent.recordingId),
    ({ composedSequence }) => composedSequence === 1,
  );
  expect((await agent.finalize(1)).status).toBe(202);
  return agent;
}

const settled = (cloud: ProductCloud, recordingId: string) =>
  eventually(
    () => cloud.recording(recordingId),
    ({ status }) => status === 'published' || status === 'failed',
    90_000,
  );

const redrive = (recordingId: string) => product.call('POST', `/v1/recordings/${recordingId}/redrive`);

async function expectWholeGuide(guideId: string): Promise<void> {
  const { guide, status, missing } = await product.guide(guideId);
  expect(guide.steps.map(({ id }) => id)).toEqual(['stp_0', 'stp_1', 'stp_2']);
  expect(guide.steps.map(({ screenshot }) => screenshot !== null)).toEqual([true, false, false]);
  expect({ status, missing }).toEqual({ status: 'published', missing: [] });
}

/** The states that run a function, and something without which it cannot do its work. */
const states = [
  { state: 'AwaitDrain', action: 'dynamodb:GetItem', saved: false },
  { state: 'AssembleGuide', action: 's3:PutObject', saved: false },
  { state: 'TitleSteps', action: 's3:GetObject', saved: false },
  { state: 'SaveVersion', action: 'rds-data:ExecuteStatement', saved: false },
  { state: 'PublishGuide', action: 's3:PutObject', saved: true },
];

describe.each(states)('$state', ({ state, action, saved }) => {
  const killed = (call: number) =>
    product.faults.killWorker({ functionName: product.functionName(state), call, when: 'before' });

  test('a worker that is killed once is followed by another, and nobody notices', async () => {
    const kill = killed(1);
    const { recordingId, guideId } = await finishRecording(product);
    expect((await settled(product, recordingId)).status).toBe('published');
    expect(kill.struck()).toBe(1);
    await expectWholeGuide(guideId);
    expect((await redrive(recordingId)).status).toBe(409);
  });

  test.each([
    {
      what: 'a worker killed at each attempt',
      kind: 'resource',
      hurt: () => [1, 2, 3].map(killed),
    },
    {
      what: `being refused ${action}`,
      kind: 'permanent',
      hurt: () => [
        product.faults.fail({
          action,
          functionName: product.functionName(state),
          error: { code: 'AccessDenied', status: 403 },
        }),
      ],
    },
  ])('by $what it fails as $kind, and a redrive publishes the whole guide', async ({ kind, hurt }) => {
    const faults = hurt();
    const { recordingId, guideId } = await finishRecording(product);
    const failed = await settled(product, recordingId);
    expect(failed).toMatchObject({ status: 'failed', failure: { state, class: kind } });
    expect(failed.failure?.message).toContain(state);
    for (const fault of faults) expect(fault.struck()).toBeGreaterThan(0);
    expect(failed.steps.map(({ id }) => id)).toEqual(['stp_0', 'stp_1', 'stp_2']);
    if (saved) expect((await product.guide(guideId)).guide.steps).toHaveLength(3);

    product.faults.healAll();
    expect((await redrive(recordingId)).status).toBe(202);
    expect((await settledAfterRedrive(recordingId)).status).toBe('published');
    await expectWholeGuide(guideId);
  });
});

const settledAfterRedrive = (recordingId: string) =>
  eventually(
    () => product.recording(recordingId),
    ({ status }) => status === 'published',
    60_000,
  );

test('a throttled bus delays the announcement, no more', async () => {
  const fault = product.faults.fail({
    action: 'events:PutEvents',
    times: 1,
    error: { code: 'ThrottlingException' },
  });
  const { recordingId, guideId } = await finishRecording(product);
  expect((await settled(product, recordingId)).status).toBe('published');
  expect(fault.struck()).toBe(1);
  await expectWholeGuide(guideId);
});

test('a bus that stays out of reach fails the announcement of a guide that is there already', async () => {
  // Once, and after each of the five retries.
  const fault = product.faults.fail({
    action: 'events:PutEvents',
    times: 6,
    error: { code: 'InternalFailure', status: 500 },
  });
  const { recordingId, guideId } = await finishRecording(product);
  const failed = await settled(product, recordingId);
  expect(fault.struck()).toBe(6);
  expect(failed).toMatchObject({ status: 'failed', failure: { state: 'AnnounceGuide' } });
  expect((await product.guide(guideId)).guide.steps).toHaveLength(3);
  expect((await redrive(recordingId)).status).toBe(202);
  await settledAfterRedrive(recordingId);
  await expectWholeGuide(guideId);
});

test('a recording that still fails may be redriven again', async () => {
  const functionName = product.functionName('SaveVersion');
  product.faults.fail({ action: 'dynamodb:PutItem', functionName, error: { code: 'AccessDenied' } });
  const { recordingId, guideId } = await finishRecording(product);
  for (let attempt = 0; attempt < 2; attempt++) {
    expect((await settled(product, recordingId)).failure).toMatchObject({ state: 'SaveVersion' });
    expect((await redrive(recordingId)).status).toBe(202);
    await eventually(
      () => product.recording(recordingId),
      ({ status }) => status === 'failed',
      60_000,
    );
  }
  product.faults.healAll();
  expect((await redrive(recordingId)).status).toBe(202);
  await settledAfterRedrive(recordingId);
  await expectWholeGuide(guideId);
});

test('control: a workflow without retries fails over one killed worker', async () => {
  await using weak = await startProductCloud(({ Type, Properties }) => {
    if (Type !== 'AWS::StepFunctions::StateMachine') return;
    const definition = JSON.parse(String(Properties.DefinitionString));
    for (const state of Object.values<Record<string, unknown>>(definition.States)) delete state.Retry;
    Properties.DefinitionString = JSON.stringify(definition);
  });
  weak.faults.killWorker({ functionName: weak.functionName('SaveVersion'), call: 1, when: 'before' });
  const { recordingId } = await finishRecording(weak);
  expect(await settled(weak, recordingId)).toMatchObject({
    status: 'failed',
    failure: { state: 'SaveVersion', class: 'resource' },
  });
});
