import { gzipSync } from 'node:zlib';
import type { Action } from '../../lib/contracts/capture/action.ts';
import { additionalData, encodeSealed, type SealedKind } from '../../lib/contracts/capture/batch.ts';
import { openRecordingResponse, prepareScreenshotsResponse } from '../../lib/contracts/capture/recording.ts';

/** A recording agent in a few lines: speaks the public API only, as the extension does. */
export interface RecordingAgent {
  readonly recordingId: string;
  readonly guideId: string;
  /** The sealed batch as it goes over the wire: base64 of its frame. */
  seal(sequence: number, actions: readonly Action[]): Promise<string>;
  send(data: string, route?: 'batches' | 'batches/fallback'): Promise<Response>;
  uploadScreenshot(id: string, picture: Uint8Array): Promise<Response>;
  finalize(lastSequence: number, visibility?: 'private' | 'link' | 'public'): Promise<Response>;
}

const rsa = {
  name: 'RSA-OAEP',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
};

/** Opens a recording at `server` (an API or edge address) as whoever holds `accessToken`. */
export async function openRecording(server: string, accessToken: string): Promise<RecordingAgent> {
  const device = await crypto.subtle.generateKey(rsa, true, ['encrypt', 'decrypt']);
  const { kty, n, e } = await crypto.subtle.exportKey('jwk', device.publicKey);
  const call = (method: string, path: string, body: unknown) =>
    fetch(`${server}${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const answer = await call('POST', '/v1/recordings', {
    devicePublicKey: { kty, n, e },
    agent: { name: 'test-agent', version: '1' },
    idempotencyKey: crypto.randomUUID(),
  });
  if (!answer.ok) throw new Error(`Opening a recording answered ${answer.status}: ${await answer.text()}`);
  const { recordingId, guideId, tenantId, wrappedKey } = openRecordingResponse.parse(await answer.json());
  const raw = await crypto.subtle.decrypt(
    { name: 'RSA-OAEP' },
    device.privateKey,
    Buffer.from(wrappedKey, 'base64'),
  );
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);

  const sealFrame = async (kind: SealedKind, subject: string, plain: Uint8Array<ArrayBuffer>) => {
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const header = { tenantId, recordingId, subject };
    const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: additionalData(kind, header) };
    const ciphertext = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, plain));
    return encodeSealed({ ...header, nonce, ciphertext });
  };

  return {
    recordingId,
    guideId,
    seal: async (sequence, actions) => {
      const json = JSON.stringify({ version: 1, recordingId, sequence, actions });
      const frame = await sealFrame('batch', String(sequence), new Uint8Array(gzipSync(json)));
      return Buffer.from(frame).toString('base64');
    },
    send: (data, route = 'batches') => call('POST', `/v1/recordings/${recordingId}/${route}`, { data }),
    uploadScreenshot: async (id, picture) => {
      const frame = await sealFrame('screenshot', id, new Uint8Array(picture));
      const prepared = await call('POST', `/v1/recordings/${recordingId}/screenshots`, {
        screenshots: [{ id, bytes: frame.length }],
      });
      if (!prepared.ok) return prepared;
      const upload = prepareScreenshotsResponse.parse(await prepared.json()).uploads[0];
      if (!upload) throw new Error('The server prepared no upload');
      return fetch(upload.url, { method: 'PUT', headers: upload.headers, body: frame });
    },
    finalize: (lastSequence, visibility = 'link') =>
      call('POST', `/v1/recordings/${recordingId}/finalize`, { lastSequence, visibility }),
  };
}
