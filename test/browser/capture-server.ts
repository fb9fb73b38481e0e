import { constants, createDecipheriv, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { Action } from '../../lib/contracts/capture/action.ts';
import {
  additionalData,
  batch,
  decodeSealed,
  type SealedKind,
  sendBatchRequest,
} from '../../lib/contracts/capture/batch.ts';
import { recordingLimits } from '../../lib/contracts/capture/limits.ts';
import {
  finalizeRequest,
  openRecordingRequest,
  prepareScreenshotsRequest,
} from '../../lib/contracts/capture/recording.ts';
import {
  type RedactionPolicy,
  type RedactionRules,
  standardRules,
} from '../../lib/contracts/redaction/policy.ts';
import { type CaptureProvider, captureProvider } from './capture-provider.ts';

export interface ReceivedBatch {
  readonly recordingId: string;
  readonly sequence: number;
  readonly actions: readonly Action[];
  readonly route: 'front' | 'fallback';
  /** The JSON that the extension had sealed. */
  readonly text: string;
}

/** How the server misbehaves: the status that a request is to get instead of an answer. */
export type Fault = (method: string, path: string) => number | undefined;

export interface CaptureServer {
  readonly url: string;
  readonly batches: ReceivedBatch[];
  /** WebP bytes by screenshot id, opened with the recording's key. */
  readonly screenshots: Map<string, Buffer>;
  readonly finalized: { recordingId: string; lastSequence: number }[];
  readonly requests: { method: string; path: string }[];
  /** The company's redaction policy from now on; what is left out is as by the standard rules. */
  setPolicy(rules: Partial<RedactionRules>): void;
  /** Every action that arrived, once each, in order. */
  actions(): Action[];
  fail(fault: Fault | undefined): void;
  /** Whether those who sign in are approved; at once unless told. */
  readonly decide: CaptureProvider['decide'];
  /** Access tokens handed out so far are refused from now on. */
  expireTokens(): void;
  close(): Promise<void>;
}

/** Speaks the product's real API to one extension, with a key of its own, and keeps what it is sent. */
export async function startCaptureServer(): Promise<CaptureServer> {
  const keys = new Map<string, Buffer>();
  const batches: ReceivedBatch[] = [];
  const screenshots = new Map<string, Buffer>();
  const finalized: { recordingId: string; lastSequence: number }[] = [];
  const requests: { method: string; path: string }[] = [];
  const provider = captureProvider(() => url);
  let fault: Fault | undefined;
  let policy: RedactionPolicy = { ...standardRules, revision: 0 };
  let url = '';

  const open = (kind: SealedKind, frame: Buffer) => {
    const decoded = decodeSealed(frame);
    if (!decoded.ok) throw new Error(`A frame is ${decoded.reason}`);
    const { sealed } = decoded;
    const key = keys.get(sealed.recordingId);
    if (!key) throw new Error('A frame of an unknown recording');
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.nonce);
    decipher.setAAD(additionalData(kind, sealed));
    decipher.setAuthTag(sealed.ciphertext.subarray(-16));
    const plain = Buffer.concat([decipher.update(sealed.ciphertext.subarray(0, -16)), decipher.final()]);
    return { sealed, plain };
  };

  const routes: Record<string, (body: unknown, path: string[]) => unknown> = {
    'POST /v1/recordings': (body) => {
      const { devicePublicKey } = openRecordingRequest.parse(body);
      const recordingId = `rec_${randomBytes(13).toString('hex')}`;
      const key = randomBytes(32);
      keys.set(recordingId, key);
      const publicKey = createPublicKey({ key: { ...devicePublicKey }, format: 'jwk' });
      const padding = constants.RSA_PKCS1_OAEP_PADDING;
      const wrappedKey = publicEncrypt({ key: publicKey, padding, oaepHash: 'sha256' }, key).toString(
        'base64',
      );
      const { actionsPerRecording, stepsPerRecording, screenshotBytes } = recordingLimits;
      const limits = { actionsPerRecording, stepsPerRecording, screenshotBytes };
      return {
        recordingId,
        guideId: recordingId.replace('rec_', 'gde_'),
        tenantId: 'tnt_1',
        wrappedKey,
        limits,
      };
    },
    'POST /v1/recordings/:id/batches': (body, path) => takeBatch(body, path, 'front'),
    'POST /v1/recordings/:id/batches/fallback': (body, path) => takeBatch(body, path, 'fallback'),
    'POST /v1/recordings/:id/screenshots': (body, [, , id]) => ({
      uploads: prepareScreenshotsRequest.parse(body).screenshots.map((shot) => ({
        id: shot.id,
        url: `${url}/intake/${id}/${shot.id}`,
        headers: { 'content-type': 'application/octet-stream' },
        expiresAt: new Date(Date.now() + 60_000).toISOString(),
      })),
    }),
    'POST /v1/recordings/:id/finalize': (body, [, , id = '']) => {
      const { lastSequence } = finalizeRequest.parse(body);
      finalized.push({ recordingId: id, lastSequence });
      return { recordingId: id, guideId: id.replace('rec_', 'gde_'), status: 'finalizing' };
    },
    'GET /v1/redaction-policy': () => policy,
    'DELETE /v1/recordings/:id': () => undefined,
    'GET /v1/recordings/:id': (_body, [, , id = '']) => ({
      recordingId: id,
      guideId: id.replace('rec_', 'gde_'),
      status: 'published',
      createdAt: new Date().toISOString(),
      steps: [],
      composedSequence: 0,
      quarantined: [],
      guideUrl: `${url}/guide/${id}`,
    }),
  };

  function takeBatch(body: unknown, [, , id]: string[], route: ReceivedBatch['route']) {
    const frame = Buffer.from(sendBatchRequest.parse(body).data, 'base64');
    if (frame.length > recordingLimits.batchBytes) throw new Refusal(413, 'The batch is too large.');
    const text = gunzipSync(open('batch', frame).plain).toString('utf8');
    const { recordingId, sequence, actions } = batch.parse(JSON.parse(text));
    if (recordingId !== id) throw new Refusal(400, 'The batch is of another recording.');
    batches.push({ recordingId, sequence, actions, route, text });
    return { SequenceNumber: String(batches.length), ShardId: 'shardId-000000000000' };
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const status = error instanceof Refusal ? error.status : 400;
      const detail = error instanceof Error ? error.message : String(error);
      send(response, status, { type: 'about:blank', title: 'Refused', status, detail });
    });
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.method ?? '';
    const path = (request.url ?? '').split('?')[0] ?? '';
    requests.push({ method, path });
    const status = fault?.(method, path);
    const body = await readBody(request);
    if (status !== undefined) {
      if (status === 0) return void request.socket.destroy();
      return send(response, status, { message: 'Internal Server Error' });
    }
    const parts = path.split('/').slice(1);
    if (method === 'PUT' && parts[0] === 'intake') {
      const { sealed, plain } = open('screenshot', body);
      if (sealed.subject !== parts[2]) throw new Refusal(400, 'The picture has another name.');
      screenshots.set(sealed.subject, plain);
      return send(response, 200, undefined);
    }
    const answers = provider.routes[`${method} ${path}`];
    if (answers) {
      const answered = answers(new URLSearchParams(body.toString('utf8')));
      return send(response, answered.status, answered.body);
    }
    const route = routes[`${method} ${path.replace(/rec_[0-9a-f]+/, ':id')}`];
    if (!route) throw new Refusal(404, `No route ${method} ${path}`);
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    if (!provider.valid.has(token)) return send(response, 401, { message: 'Unauthorized' });
    // Recorders have it mostly, and say so.
    const known = path === '/v1/redaction-policy' && request.headers['if-none-match'];
    if (known === `"${policy.revision}"`) return void response.writeHead(304).end();
    send(response, 200, route(body.length > 0 ? JSON.parse(body.toString('utf8')) : undefined, parts));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    batches,
    screenshots,
    finalized,
    requests,
    actions() {
      const byIndex = new Map(
        batches.flatMap(({ actions }) => actions).map((action) => [action.index, action]),
      );
      return [...byIndex.values()].sort((a, b) => a.index - b.index);
    },
    decide: provider.decide,
    setPolicy(rules) {
      const updatedAt = new Date().toISOString();
      policy = { ...standardRules, ...rules, revision: policy.revision + 1, updatedAt, updatedBy: 'usr_2' };
    },
    fail(next) {
      fault = next;
    },
    expireTokens() {
      provider.valid.clear();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
