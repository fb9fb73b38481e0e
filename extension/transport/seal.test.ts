import { createDecipheriv, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { additionalData, decodeSealed } from '../../lib/contracts/capture/batch.ts';
import { fromBase64, gzip, seal, toBase64 } from './seal.ts';

test('a sealed batch opens with the key and the right place, and with no other', async () => {
  const raw = randomBytes(32);
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
  const owner = { tenantId: 'tnt_1', recordingId: 'rec_00000000000000000000000001', key };
  const frame = await seal('batch', owner, '7', await gzip('{"a":1}'));
  const decoded = decodeSealed(frame);
  if (!decoded.ok) throw new Error(decoded.reason);
  const { sealed } = decoded;
  expect(sealed).toMatchObject({
    tenantId: 'tnt_1',
    recordingId: 'rec_00000000000000000000000001',
    subject: '7',
  });
  const open = (subject: string) => {
    const decipher = createDecipheriv('aes-256-gcm', raw, sealed.nonce);
    decipher.setAAD(additionalData('batch', { ...sealed, subject }));
    decipher.setAuthTag(sealed.ciphertext.subarray(-16));
    decipher.update(sealed.ciphertext.subarray(0, -16));
    return decipher.final();
  };
  expect(() => open('7')).not.toThrow();
  expect(() => open('8')).toThrow();
});

test('no two frames share a nonce', async () => {
  const key = await crypto.subtle.importKey('raw', randomBytes(32), 'AES-GCM', false, ['encrypt']);
  const owner = { tenantId: 'tnt_1', recordingId: 'rec_00000000000000000000000001', key };
  const frames = await Promise.all(
    Array.from({ length: 50 }, () => seal('batch', owner, '1', new Uint8Array([1]))),
  );
  const nonces = frames.map((frame) => {
    const decoded = decodeSealed(frame);
    return decoded.ok ? toBase64(decoded.sealed.nonce) : '';
  });
  expect(new Set(nonces).size).toBe(50);
});

test('base64 of large bytes survives the way there and back', () => {
  const bytes = new Uint8Array(randomBytes(200_000));
  expect(fromBase64(toBase64(bytes))).toEqual(bytes);
});
