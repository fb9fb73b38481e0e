import { additionalData, decodeSealed, type SealedHeader } from '../../contracts/capture/batch.ts';

export type OpenedScreenshot =
  | { ok: true; bytes: Uint8Array }
  | { ok: false; reason: 'foreign-format' | 'truncated' | 'bad-header' | 'foreign-frame' | 'wrong-key' };

/**
 * Decrypts a sealed screenshot with its recording's AES-256 key. The frame must say, and its tag must prove,
 * that it belongs to `expected`: a frame of another tenant, recording or place does not open here.
 */
export async function openScreenshot(
  frame: Uint8Array,
  key: Uint8Array,
  expected: SealedHeader,
): Promise<OpenedScreenshot> {
  const decoded = decodeSealed(frame);
  if (!decoded.ok) return decoded;
  const { tenantId, recordingId, subject, nonce, ciphertext } = decoded.sealed;
  if (tenantId !== expected.tenantId || recordingId !== expected.recordingId || subject !== expected.subject)
    return { ok: false, reason: 'foreign-frame' };
  const aes = await crypto.subtle.importKey('raw', new Uint8Array(key), 'AES-GCM', false, ['decrypt']);
  try {
    const algorithm = {
      name: 'AES-GCM',
      iv: new Uint8Array(nonce),
      additionalData: additionalData('screenshot', expected),
    };
    const bytes = await crypto.subtle.decrypt(algorithm, aes, new Uint8Array(ciphertext));
    return { ok: true, bytes: new Uint8Array(bytes) };
  } catch {
    return { ok: false, reason: 'wrong-key' };
  }
}
