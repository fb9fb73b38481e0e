import {
  constants,
  createPrivateKey,
  createPublicKey,
  privateEncrypt,
  publicDecrypt,
  sign,
  verify,
} from 'node:crypto';
import { AwsError } from '../../service.ts';
import type { Key } from './keys.ts';
import { publicKeyOf } from './keys.ts';

export const signingAlgorithm = 'RSASSA_PKCS1_V1_5_SHA_256';
const digestBytes = 32;
const rawLimitBytes = 4096;
/** ASN.1 header of a SHA-256 DigestInfo (RFC 8017, section 9.2). */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

interface SignedMessage {
  readonly bytes: Buffer;
  /** `DIGEST`: the bytes are already the SHA-256 of the message. */
  readonly type: 'RAW' | 'DIGEST';
}

export function signMessage(key: Key, message: SignedMessage): Buffer {
  checkLength(message);
  const privateKey = createPrivateKey({ key: key.material, format: 'der', type: 'pkcs8' });
  if (message.type === 'RAW') return sign('sha256', message.bytes, privateKey);
  return privateEncrypt(
    { key: privateKey, padding: constants.RSA_PKCS1_PADDING },
    Buffer.concat([digestInfo, message.bytes]),
  );
}

export function verifiesMessage(key: Key, message: SignedMessage, signature: Buffer): boolean {
  checkLength(message);
  const publicKey = createPublicKey({ key: publicKeyOf(key), format: 'der', type: 'spki' });
  if (message.type === 'RAW') return verify('sha256', message.bytes, publicKey, signature);
  try {
    const signed = publicDecrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, signature);
    return signed.equals(Buffer.concat([digestInfo, message.bytes]));
  } catch {
    return false;
  }
}

function checkLength(message: SignedMessage): void {
  if (message.type === 'DIGEST' && message.bytes.length !== digestBytes) {
    throw new AwsError('ValidationException', `Digest is invalid length for algorithm ${signingAlgorithm}.`);
  }
  if (message.bytes.length > rawLimitBytes) {
    throw new AwsError(
      'ValidationException',
      "1 validation error detected: Value at 'message' failed to satisfy constraint: Member must have length less than or equal to 4096",
    );
  }
}
