import { LeftOutOfBundle } from './left-out.ts';

/** A client's settings as its extensions leave them; no client is given any. */
export function resolveRuntimeExtensions<Config>(config: Config, extensions: readonly unknown[]): Config {
  if (extensions.length > 0) throw new LeftOutOfBundle('extensions of clients');
  return config;
}
