import { createHash } from 'node:crypto';
import type { Strip } from './strips.ts';

/** Goes up when strips are read in another way: what was remembered of them is of no use then. */
const manner = 'single line and raw line, 1';

/** Of what is to be read alone, wherever it stands: 64 bytes. */
export function digestOf({ width, height, ink }: Strip): Buffer {
  return createHash('sha512').update(`${manner}\n${width} ${height}\n`).update(ink).digest();
}
