import { LeftOutOfBundle } from './left-out.ts';

/** Functions sign their requests. */
export function fromEnvSigningName(): never {
  throw new LeftOutOfBundle('bearer tokens');
}

export function nodeProvider(): never {
  throw new LeftOutOfBundle('bearer tokens');
}
