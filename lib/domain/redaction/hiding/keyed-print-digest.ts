import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Digest } from './value-prints.ts';

/** Only who has the secret can try what a print may be of. */
export function keyedPrintDigest(secret: Uint8Array): Digest {
  const key = hmac(sha256, secret, utf8ToBytes('value prints'));
  return (text) => bytesToHex(hmac(sha256, key, utf8ToBytes(text)));
}
