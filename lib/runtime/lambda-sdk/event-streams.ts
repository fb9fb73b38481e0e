import { LeftOutOfBundle } from './left-out.ts';

/** No function subscribes to a shard, selects from an object or streams a model's answer. */
export class EventStreamSerde {
  constructor() {
    throw new LeftOutOfBundle('event streams');
  }
}

export function eventStreamSerdeProvider(): never {
  throw new LeftOutOfBundle('event streams');
}

/** The client's constructor comes by here even when no operation of its has an event stream. */
export function resolveEventStreamSerdeConfig<Config>(config: Config): Config {
  return config;
}
