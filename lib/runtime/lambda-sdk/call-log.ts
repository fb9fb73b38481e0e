import { LeftOutOfBundle } from './left-out.ts';

/** The SDK's log of each call with its input and output, which no client writes: content never reaches a log. */
export const getLoggerPlugin = () => ({ applyToStack: () => undefined });

export const loggerMiddlewareOptions = {};

export function loggerMiddleware(): never {
  throw new LeftOutOfBundle('log of calls');
}
