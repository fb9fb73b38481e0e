import * as z from 'zod/mini';
import { sendBatchRequest } from '../capture/batch.ts';
import { type CaptureReason, captureRefusals } from '../capture/problems.ts';
import {
  finalizeRequest,
  finalizeResponse,
  importRequest,
  listRecordingsResponse,
  openRecordingRequest,
  openRecordingResponse,
  prepareScreenshotsRequest,
  prepareScreenshotsResponse,
} from '../capture/recording.ts';
import { liveRecording, previewTicket } from '../compose/step.ts';
import type { Operation } from './operation.ts';

function refusals(...names: CaptureReason[]) {
  return Object.fromEntries(names.map((name) => [name, captureRefusals[name]]));
}

/** What agents and editors do with recordings. */
export const recordingOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/recordings',
    id: 'openRecording',
    summary: 'Open a recording',
    description:
      'The recording’s key comes back encrypted to the device. Repeating the idempotency key repeats the answer.',
    request: openRecordingRequest,
    success: { status: 201, body: openRecordingResponse },
    refusals: refusals(
      'weak-device-key',
      'device-changed',
      'too-many-recordings',
      'monthly-recordings',
      'too-many-guides',
    ),
  },
  {
    method: 'get',
    path: '/v1/recordings',
    id: 'listRecordings',
    summary: 'List the tenant’s recordings, newest first',
    query: { cursor: { description: '`nextCursor` of the page before' } },
    success: { status: 200, body: listRecordingsResponse },
  },
  {
    method: 'get',
    path: '/v1/recordings/{id}',
    id: 'readRecording',
    summary: 'Read a recording with its steps as far as they are composed',
    success: { status: 200, body: liveRecording },
    refusals: refusals('unknown-recording'),
  },
  {
    method: 'delete',
    path: '/v1/recordings/{id}',
    id: 'discardRecording',
    summary: 'Discard a recording that is no guide yet',
    success: { status: 204 },
    refusals: refusals('unknown-recording', 'not-recording'),
  },
  {
    method: 'post',
    path: '/v1/recordings/{id}/batches',
    id: 'sendBatch',
    direct: true,
    summary: 'Send a sealed batch',
    description:
      'Goes straight to the stream: an answer of 200 means that the batch is kept. Whether it is the recording’s own is judged by the composer, which alone can open it; see `quarantined` of the recording.',
    request: sendBatchRequest,
    success: { status: 200, body: z.object({ SequenceNumber: z.string(), ShardId: z.string() }) },
  },
  {
    method: 'post',
    path: '/v1/recordings/{id}/batches/fallback',
    id: 'sendBatchFallback',
    direct: true,
    summary: 'Send a sealed batch past a stream that refuses',
    description: 'Goes straight to a queue. The same batch may come both ways.',
    request: sendBatchRequest,
    success: { status: 200 },
  },
  {
    method: 'post',
    path: '/v1/recordings/{id}/screenshots',
    id: 'prepareScreenshots',
    summary: 'Ask where to upload sealed screenshots',
    request: prepareScreenshotsRequest,
    success: { status: 200, body: prepareScreenshotsResponse },
    refusals: refusals('unknown-recording', 'not-recording', 'too-many-screenshots', 'too-many-requests'),
  },
  {
    method: 'post',
    path: '/v1/recordings/{id}/finalize',
    id: 'finalizeRecording',
    summary: 'Declare the last batch and start the guide workflow',
    request: finalizeRequest,
    success: { status: 202, body: finalizeResponse },
    refusals: refusals('unknown-recording', 'not-recording', 'finalized-otherwise', 'too-many-guides'),
  },
  {
    method: 'post',
    path: '/v1/recordings/{id}/redrive',
    id: 'redriveGuide',
    summary: 'Go on with a failed guide workflow from the state that failed',
    success: { status: 202, body: finalizeResponse },
    refusals: { 'not-failed': { status: 409, title: 'Only a failed guide workflow can be redriven' } },
  },
  {
    method: 'post',
    path: '/v1/recordings/{id}/preview-tickets',
    id: 'issuePreviewTicket',
    summary: 'Get a ticket for the preview socket',
    description: 'Open `url?ticket=…` within a minute; a ticket opens one socket.',
    success: { status: 201, body: previewTicket },
    refusals: refusals('unknown-recording'),
  },
  {
    method: 'post',
    path: '/v1/imports',
    id: 'importRecording',
    summary: 'Make a guide of a Chrome DevTools Recorder script',
    headers: {
      'Idempotency-Key': {
        description:
          'A string of 8 to 64 characters, in quotes, such as a UUID. For 24 hours the same user’s same body under it gets the same answer and makes no second guide.',
      },
    },
    request: importRequest,
    success: { status: 202, body: finalizeResponse },
    refusals: refusals(
      'unsupported-import',
      'import-under-way',
      'key-reused',
      'too-many-imports',
      'monthly-recordings',
      'too-many-guides',
    ),
  },
];
