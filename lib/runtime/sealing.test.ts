import { expect, test } from 'vitest';
import { additionalData, decodeSealed } from '../contracts/capture/batch.ts';
import { seal, unseal } from './sealing.ts';

const header = { tenantId: 'tnt_1', recordingId: 'rec_00000000000000000000000001', subject: '7' };
const key = Buffer.alloc(32, 3);
const content = Buffer.from('content');

function sealed(frame: Uint8Array) {
  const decoded = decodeSealed(frame);
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.sealed;
}

test('what an agent sealed with WebCrypto is opened, and the other way round', async () => {
  const frame = sealed(seal('batch', header, key, content));
  const webKey = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
  const algorithm = {
    name: 'AES-GCM',
    iv: Uint8Array.from(frame.nonce),
    additionalData: additionalData('batch', header),
  };
  const opened = await crypto.subtle.decrypt(algorithm, webKey, Uint8Array.from(frame.ciphertext));
  expect(Buffer.from(opened)).toEqual(content);
  expect(unseal('batch', frame, key)).toEqual(content);
});

test.each([
  ['another key', {}, Buffer.alloc(32, 4), 'batch'],
  ['another tenant', { tenantId: 'tnt_2' }, key, 'batch'],
  ['another recording', { recordingId: 'rec_00000000000000000000000002' }, key, 'batch'],
  ['another place', { subject: '8' }, key, 'batch'],
  ['another kind', {}, key, 'screenshot'],
] as const)('under %s nothing opens', (_, change, otherKey, kind) => {
  const frame = sealed(seal('batch', header, key, content));
  expect(unseal(kind, { ...frame, ...change }, otherKey)).toBeUndefined();
});

test('no byte of the ciphertext can be changed', () => {
  const frame = sealed(seal('batch', header, key, content));
  for (let at = 0; at < frame.ciphertext.length; at++) {
    const ciphertext = Uint8Array.from(frame.ciphertext);
    ciphertext[at] = (ciphertext[at] ?? 0) ^ 1;
    expect(unseal('batch', { ...frame, ciphertext }, key)).toBeUndefined();
  }
});

test('the same content is never sealed the same way twice', () => {
  expect(seal('batch', header, key, content)).not.toEqual(seal('batch', header, key, content));
});
