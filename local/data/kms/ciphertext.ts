import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AwsError } from '../../service.ts';
import type { Key } from './keys.ts';

const idBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;

/** Key id, nonce, tag, then AES-256-GCM of the plaintext; the encryption context is authenticated. */
export function seal(key: Key, plaintext: Buffer, encryptionContext: Record<string, string>): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key.material, nonce).setAAD(canonical(encryptionContext));
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.from(key.id.replaceAll('-', ''), 'hex'), nonce, cipher.getAuthTag(), sealed]);
}

export function open(key: Key, ciphertext: Buffer, encryptionContext: Record<string, string>): Buffer {
  const nonce = ciphertext.subarray(idBytes, idBytes + nonceBytes);
  const tag = ciphertext.subarray(idBytes + nonceBytes, idBytes + nonceBytes + tagBytes);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.material, nonce)
      .setAAD(canonical(encryptionContext))
      .setAuthTag(tag);
    return Buffer.concat([
      decipher.update(ciphertext.subarray(idBytes + nonceBytes + tagBytes)),
      decipher.final(),
    ]);
  } catch {
    throw invalidCiphertext();
  }
}

/** Id of the key that sealed a ciphertext. */
export function sealingKeyId(ciphertext: Buffer): string {
  if (ciphertext.length < idBytes + nonceBytes + tagBytes) throw invalidCiphertext();
  const hex = ciphertext.toString('hex', 0, idBytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** KMS gives no reason: neither for a changed ciphertext nor for a wrong context. */
export function invalidCiphertext(): AwsError {
  return new AwsError('InvalidCiphertextException', '');
}

function canonical(encryptionContext: Record<string, string>): Buffer {
  const pairs = Object.entries(encryptionContext).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(JSON.stringify(pairs));
}
