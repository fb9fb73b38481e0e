import { LeftOutOfBundle } from './left-out.ts';

/** Headers of signed events, which only event streams have. */
export class HeaderFormatter {
  format(): never {
    throw new LeftOutOfBundle('signatures of events');
  }
}
