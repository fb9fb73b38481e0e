import * as z from 'zod/mini';
import { dynamoRecordings } from '../../lib/adapters/capture/dynamo-recordings.ts';
import { dynamoScreenshotQuota } from '../../lib/adapters/capture/dynamo-screenshot-quota.ts';
import { s3UploadAddresses } from '../../lib/adapters/capture/upload-addresses.ts';
import { captureRefusals } from '../../lib/contracts/capture/problems.ts';
import { prepareScreenshotsRequest, recordingId } from '../../lib/contracts/capture/recording.ts';
import { prepareScreenshots } from '../../lib/domain/capture/prepare-screenshots.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['RECORDING_TABLE_NAME', 'INTAKE_BUCKET_NAME']);
export type Env = typeof env;

const table = { client: documentClient(), name: env.RECORDING_TABLE_NAME };
const ports = {
  recordings: dynamoRecordings(table),
  quota: dynamoScreenshotQuota(table),
  uploads: s3UploadAddresses(env.INTAKE_BUCKET_NAME),
  now: Date.now,
};

export const handler = httpRoute({
  params: z.object({ id: recordingId }),
  request: prepareScreenshotsRequest,
  refusals: captureRefusals,
  run: ({ caller, params, body }) => prepareScreenshots(ports, caller, params.id, body),
});
