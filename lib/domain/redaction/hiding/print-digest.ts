import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Digest } from './value-prints.ts';

/** Without a secret: whoever has a print and its salt can try what it may be of. */
export const printDigest: Digest = (text) => bytesToHex(sha256(utf8ToBytes(text)));
