import { LeftOutOfBundle } from './left-out.ts';

/*
 * What Bedrock's client brings for answers that come in pieces, by event streams or WebSockets: no function asks for
 * one. Its constructor comes by the two that take a configuration.
 */

export function resolveEventStreamConfig<Config>(config: Config): Config {
  return config;
}

export function resolveWebSocketConfig<Config>(config: Config): Config {
  return config;
}

export function getEventStreamPlugin(): never {
  throw new LeftOutOfBundle('event streams');
}

export function getWebSocketPlugin(): never {
  throw new LeftOutOfBundle('WebSockets');
}

export function eventStreamPayloadHandlerProvider(): never {
  throw new LeftOutOfBundle('event streams');
}
