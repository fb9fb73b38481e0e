import { afterAll, beforeAll, expect, test } from 'vitest';
import { liveRecording } from '../../lib/contracts/compose/step.ts';
import { guideResponse } from '../../lib/contracts/guides/guide.ts';
import { openRecording } from '../agent/recording-agent.ts';
import { clickAction } from '../agent/sample-actions.ts';
import { type CloudProcess, startCloudProcess } from '../cloud/cloud-process.ts';
import { eventually } from '../cloud/eventually.ts';

let cloud: CloudProcess;
let token: string;

beforeAll(async () => {
  cloud = await startCloudProcess({ guide: false });
  token = await cloud.accessToken();
});
afterAll(() => cloud?.stop());

const read = async (path: string) =>
  (await fetch(`${cloud.apiUrl}${path}`, { headers: { authorization: `Bearer ${token}` } })).json();

test('a screenshot that is no picture costs that picture: the guide is published and says which and why', async () => {
  const agent = await openRecording(cloud.apiUrl, token);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  expect((await agent.uploadScreenshot('sht_0000000000', svg)).status).toBe(200);
  await agent.send(await agent.seal(1, [clickAction(0, { screenshotId: 'sht_0000000000' }), clickAction(1)]));
  await agent.finalize(1);
  await eventually(
    async () => liveRecording.parse(await read(`/v1/recordings/${agent.recordingId}`)),
    ({ status }) => status === 'published',
    60_000,
  );
  const { guide, status, missing } = guideResponse.parse(await read(`/v1/guides/${agent.guideId}`));
  expect(guide.steps.map(({ screenshot }) => screenshot)).toEqual([null, null]);
  expect(status).toBe('partial');
  expect(missing).toEqual(['Step 1 has no picture: it is not a WebP, PNG or JPEG picture.']);
});
