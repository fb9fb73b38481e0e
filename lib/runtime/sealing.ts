import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import {
  additionalData,
  encodeSealed,
  type Sealed,
  type SealedHeader,
  type SealedKind,
} from '../contracts/capture/batch.ts';

const tagBytes = 16;

/** Seals as an agent does: AES-256-GCM under the recording's key, bound to tenant, recording and place. */
export function seal(
  kind: SealedKind,
  header: SealedHeader,
  key: Uint8Array,
  content: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(additionalData(kind, header));
  const ciphertext = Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  return encodeSealed({ ...header, nonce, ciphertext });
}

/** The content, or undefined when it was not sealed under this key for this place, or was changed since. */
export function unseal(kind: SealedKind, sealed: Sealed, key: Uint8Array): Buffer | undefined {
  const { ciphertext } = sealed;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.nonce);
  decipher.setAAD(additionalData(kind, sealed));
  decipher.setAuthTag(ciphertext.subarray(ciphertext.length - tagBytes));
  const content = decipher.update(ciphertext.subarray(0, ciphertext.length - tagBytes));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return content;
}
