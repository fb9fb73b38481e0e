import { LeftOutOfBundle } from './left-out.ts';

/** SHA-256 for a Node without `crypto`; Lambda's has it. */
export class Sha256Js {
  constructor() {
    throw new LeftOutOfBundle('SHA-256 in JavaScript');
  }
}

/** SHA-1 for the same. */
export class Sha1Js {
  constructor() {
    throw new LeftOutOfBundle('SHA-1 in JavaScript');
  }
}
