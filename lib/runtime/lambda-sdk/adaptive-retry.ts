import { LeftOutOfBundle } from './left-out.ts';

/** Every client retries in the standard mode; AWS_RETRY_MODE=adaptive would be answered by this. */
export class AdaptiveRetryStrategy {
  constructor() {
    throw new LeftOutOfBundle('adaptive retries');
  }
}
