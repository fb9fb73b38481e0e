import * as z from 'zod/mini';
import { mediaDrafts } from '../../lib/adapters/media/drafts.ts';
import { recordingKeys } from '../../lib/adapters/media/recording-keys.ts';
import { sealedScreenshots } from '../../lib/adapters/media/sealed-screenshots.ts';
import { sharpPictures } from '../../lib/adapters/media/sharp-pictures.ts';
import { storedPictures } from '../../lib/adapters/media/stored-pictures.ts';
import { textractReader } from '../../lib/adapters/media/textract-reader.ts';
import { tenantPolicies } from '../../lib/adapters/redaction/tenant-policies.ts';
import { processScreenshot } from '../../lib/domain/media/process-screenshot.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { workflowTask } from '../../lib/runtime/workflow-task.ts';

const env = readEnv([
  'RECORDING_TABLE_NAME',
  'IDENTITY_TABLE_NAME',
  'INTAKE_BUCKET_NAME',
  'MEDIA_BUCKET_NAME',
  'ENVELOPE_KEY_ID',
]);
export type Env = typeof env;

const ports = {
  drafts: mediaDrafts(env.MEDIA_BUCKET_NAME),
  keys: recordingKeys(env.RECORDING_TABLE_NAME, env.ENVELOPE_KEY_ID),
  intake: sealedScreenshots(env.INTAKE_BUCKET_NAME),
  policies: tenantPolicies(env.IDENTITY_TABLE_NAME),
  reader: textractReader(),
  pictures: sharpPictures,
  media: storedPictures(env.MEDIA_BUCKET_NAME),
  now: Date.now,
};

export const handler = workflowTask({
  input: z.object({ draftKey: z.string(), screenshotId: z.string(), isLastTry: z.boolean() }),
  expected: ['ReaderUnavailable', 'ReaderBusy'],
  run: (input) => processScreenshot(ports, input),
});
