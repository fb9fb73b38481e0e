import type { DetailedError } from '@cedar-policy/cedar-wasm/nodejs';

/** `line 2: unexpected token …; did you mean …?`, where Cedar says the place in the text; lines count from 1. */
export function placedMessage(text: string, { message, help, sourceLocations }: DetailedError): string {
  const said = [message.replace(/^for policy `[^`]*`, /, ''), ...(help ? [help] : [])].join('; ');
  const start = sourceLocations?.[0]?.start;
  if (start === undefined) return said;
  // Cedar counts bytes.
  const before = Buffer.from(text).subarray(0, start).toString();
  return `line ${before.split('\n').length}: ${said}`;
}
