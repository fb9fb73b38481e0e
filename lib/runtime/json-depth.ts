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

/** Short strings are quicker stepped through, long ones (pictures) left to the native search. */
const steppedThrough = 48;

/** Position of the closing quote. */
function endOfString(bytes: Buffer, openedAt: number): number {
  const stepped = Math.min(bytes.length, openedAt + steppedThrough);
  let at = openedAt + 1;
  for (; at < stepped; at++) {
    const byte = bytes[at];
    if (byte === quote) return at;
    if (byte === backslash) at++;
  }
  const unread = at;
  while (true) {
    at = bytes.indexOf(quote, at);
    if (at < 0) return bytes.length;
    let escapes = 0;
    while (at - 1 - escapes >= unread && bytes[at - 1 - escapes] === backslash) escapes++;
    if (escapes % 2 === 0) return at;
    at++;
  }
}
