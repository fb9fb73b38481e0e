import { randomBytes } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

export type IdentifierPrefix =
  | 'rec'
  | 'gde'
  | 'sht'
  | 'lnk'
  | 'usr'
  | 'tnt'
  | 'pub'
  | 'key'
  | 'inv'
  | 'aud'
  | 'whk';

/** `<prefix>_` and 26 characters of Crockford base32 from 128 random bits. */
export function newIdentifier<Prefix extends IdentifierPrefix>(prefix: Prefix): `${Prefix}_${string}` {
  let bits = BigInt(`0x${randomBytes(16).toString('hex')}`);
  let text = '';
  for (let i = 0; i < 26; i++) {
    text = alphabet[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return `${prefix}_${text}`;
}
