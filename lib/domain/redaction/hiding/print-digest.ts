import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Digest } from './value-prints.ts';

/** @param secret without one, whoever has a print and its salt can try what it may be of */
export function printDigest(secret?: Uint8Array): Digest {
  if (!secret) return (text) => bytesToHex(sha256(utf8ToBytes(text)));
  const key = hmac(sha256, secret, utf8ToBytes('value prints'));
  return (text) => bytesToHex(hmac(sha256, key, utf8ToBytes(text)));
}
