import { fromBase64 } from './seal.ts';
import type { Store } from './store.ts';

const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' };

/** This browser's own key pair; the private half cannot be exported, not even by the extension. */
async function devicePair(store: Store): Promise<CryptoKeyPair> {
  const known = await store.get('device', 'pair');
  if (known) return known;
  const pair = await crypto.subtle.generateKey(
    { ...algorithm, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    false,
    ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'],
  );
  await store.put('device', pair, 'pair');
  return pair;
}

export async function devicePublicKey(store: Store): Promise<{ kty: 'RSA'; n: string; e: string }> {
  const { n, e } = await crypto.subtle.exportKey('jwk', (await devicePair(store)).publicKey);
  if (!n || !e) throw new Error('The device key cannot be exported');
  return { kty: 'RSA', n, e };
}

/** Opens the envelope of a recording's key. The key stays inside WebCrypto. */
export async function unwrapRecordingKey(store: Store, wrappedKey: string): Promise<CryptoKey> {
  const { privateKey } = await devicePair(store);
  return crypto.subtle.unwrapKey(
    'raw',
    fromBase64(wrappedKey),
    privateKey,
    algorithm,
    { name: 'AES-GCM' },
    false,
    ['encrypt'],
  );
}
