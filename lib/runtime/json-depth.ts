const quote = 0x22;
const backslash = 0x5c;

/**
 * True when the JSON text nests objects and arrays deeper than `limit`.
 * Reads bytes, so that a bomb is refused before a parser allocates for it; says nothing about validity.
 */
export function nestsDeeperThan(json: Uint8Array, limit: number): boolean {
  const bytes = Buffer.from(json.buffer, json.byteOffset, json.byteLength);
  let depth = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) {
      at = endOfString(bytes, at);
    } else if (byte === 0x7b || byte === 0x5b) {
      depth++;
      if (depth > limit) return true;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth--;
    }
  }
  return false;
}

/** Position of the closing quote; the native search skips long strings (pictures) quickly. */
function endOfString(bytes: Buffer, openedAt: number): number {
  let at = openedAt;
  while (true) {
    at = bytes.indexOf(quote, at + 1);
    if (at < 0) return bytes.length;
    let escapes = 0;
    while (bytes[at - 1 - escapes] === backslash) escapes++;
    if (escapes % 2 === 0) return at;
  }
}
