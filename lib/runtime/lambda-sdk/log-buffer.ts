import { LeftOutOfBundle } from './left-out.ts';

/** Entries that Powertools' logger keeps back until an error; ours are written at once. */
export class CircularMap {
  constructor() {
    throw new LeftOutOfBundle('buffer of log entries');
  }
}
