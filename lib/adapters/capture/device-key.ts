import { constants, createPublicKey, publicEncrypt } from 'node:crypto';
import type { DevicePublicKey } from '../../domain/capture/recordings.ts';

/** RSA-OAEP-256 to the device's key, base64; undefined when that is no RSA key of 2048 to 4096 bits. */
export function wrapForDevice(key: Uint8Array, device: DevicePublicKey): string | undefined {
  const publicKey = readKey(device);
  const bits = publicKey?.asymmetricKeyDetails?.modulusLength ?? 0;
  if (!publicKey || bits < 2048 || bits > 4096) return undefined;
  const options = { key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  return publicEncrypt(options, key).toString('base64');
}

function readKey({ kty, n, e }: DevicePublicKey) {
  try {
    return createPublicKey({ key: { kty, n, e }, format: 'jwk' });
  } catch {
    return undefined;
  }
}
