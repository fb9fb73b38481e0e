import { sha256 } from '@noble/hashes/sha2.js';

const letters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** XRP orders the same signs its own way. */
export const rippleLetters = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';

/** The bytes of a Base58 number, each leading zero sign a zero byte; undefined where a sign is none. */
export function decodeBase58(text: string, alphabet: string = letters): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const sign of text) {
    let carry = alphabet.indexOf(sign);
    if (carry < 0) return undefined;
    for (let place = 0; place < bytes.length; place += 1) {
      carry += (bytes[place] ?? 0) * 58;
      bytes[place] = carry & 0xff;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 0xff);
  }
  for (const sign of text) {
    if (sign !== alphabet[0]) break;
    bytes.push(0);
  }
  return Uint8Array.from(bytes.reverse());
}

/** Base58Check: the last four bytes begin the double SHA-256 of the others. The first byte, or undefined. */
export function base58CheckVersion(text: string, alphabet?: string): number | undefined {
  const bytes = decodeBase58(text, alphabet);
  if (bytes?.length !== 25) return undefined;
  const check = sha256(sha256(bytes.subarray(0, 21)));
  return bytes.subarray(21).every((byte, place) => byte === check[place]) ? bytes[0] : undefined;
}
