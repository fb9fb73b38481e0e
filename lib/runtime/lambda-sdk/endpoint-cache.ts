import { LeftOutOfBundle } from './left-out.ts';

/** Endpoints that a service told of; discovery is off unless the environment asks for it, and none of ours does. */
export class EndpointCache {
  get(): never {
    throw new LeftOutOfBundle('endpoint discovery');
  }

  set(): never {
    throw new LeftOutOfBundle('endpoint discovery');
  }
}
