const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const characters = 26;

/** `<prefix>_` and 128 random bits in 26 characters of Crockford's base32. */
export function newIdentifier(prefix: 'lnk' | 'pub'): string {
  let value = crypto.getRandomValues(new Uint8Array(16)).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let text = '';
  for (let at = 0; at < characters; at++) {
    text = alphabet.charAt(Number(value % 32n)) + text;
    value /= 32n;
  }
  return `${prefix}_${text}`;
}
