import {
  additionalData,
  encodeSealed,
  type SealedHeader,
  type SealedKind,
} from '../../lib/contracts/capture/batch.ts';

export interface SealingKey {
  readonly tenantId: string;
  readonly recordingId: string;
  readonly key: CryptoKey;
}

/** AES-256-GCM under the recording's key with a fresh random nonce, bound to tenant, recording and subject. */
export async function seal(
  kind: SealedKind,
  { tenantId, recordingId, key }: SealingKey,
  subject: string,
  plain: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const header: SealedHeader = { tenantId, recordingId, subject };
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const ciphertext = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: additionalData(kind, header) },
    key,
    plain,
  );
  return encodeSealed({ ...header, nonce, ciphertext: new Uint8Array(ciphertext) });
}

export async function gzip(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** In slices, because a spread of a large array overflows the stack. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}

export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
