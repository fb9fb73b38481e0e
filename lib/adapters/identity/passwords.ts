import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Passwords } from '../../domain/identity/accounts.ts';

const derive = promisify(argon2);

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;

/** Hashes as PHC strings, so that the cost can be raised without losing those that exist. */
export const argon2Passwords: Passwords = {
  async hash(password) {
    const nonce = randomBytes(16);
    const tag = await argon2id(password, nonce, cost);
    return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(nonce)}$${unpadded(tag)}`;
  },
  async verify(password, hash) {
    const stored = hash === undefined ? undefined : parsePhc(hash);
    const { nonce, parameters, tag } = stored ?? nobody;
    const given = await argon2id(password, nonce, parameters);
    return timingSafeEqual(given, tag) && stored !== undefined;
  },
};

/** What a password is checked against when there is no such user: as much work, never right. */
const nobody = { nonce: randomBytes(16), parameters: cost, tag: randomBytes(tagLength) };

function argon2id(
  password: string,
  nonce: Buffer,
  parameters: Pick<Argon2Parameters, 'memory' | 'passes' | 'parallelism'>,
): Promise<Buffer> {
  return derive('argon2id', { message: password.normalize('NFKC'), nonce, tagLength, ...parameters });
}

function parsePhc(hash: string) {
  const match = hash.match(/^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/);
  if (!match) throw new Error('a stored password hash is not argon2id in PHC form');
  const [, memory, passes, parallelism, nonce = '', tag = ''] = match;
  return {
    parameters: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    nonce: Buffer.from(nonce, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
