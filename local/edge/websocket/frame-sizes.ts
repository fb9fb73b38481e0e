/** API Gateway's limit on one frame, in bytes; a message of up to 128 KB may span several. */
export const largestFrame = 32 * 1024;

/**
 * Watches the bytes that a client sends and tells of a frame that is too large, which the WebSocket
 * library does not: it limits whole messages only.
 */
export class FrameSizes {
  #header = Buffer.alloc(0);
  #payloadLeft = 0;

  /** True once a frame in what was seen so far announces more than it may. */
  exceeded(chunk: Buffer): boolean {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#payloadLeft > 0) {
        const skipped = Math.min(this.#payloadLeft, rest.length);
        this.#payloadLeft -= skipped;
        rest = rest.subarray(skipped);
        continue;
      }
      const before = this.#header.length;
      const header = Buffer.concat([this.#header, rest.subarray(0, 14 - before)]);
      const parsed = parseHeader(header);
      if (!parsed) {
        this.#header = header;
        return false;
      }
      if (parsed.payload > largestFrame) return true;
      this.#payloadLeft = parsed.payload;
      this.#header = Buffer.alloc(0);
      rest = rest.subarray(parsed.length - before);
    }
    return false;
  }
}

/** Length of the header and of the payload that it announces (RFC 6455, section 5.2). */
function parseHeader(bytes: Buffer): { readonly length: number; readonly payload: number } | undefined {
  if (bytes.length < 2) return undefined;
  const second = bytes.readUInt8(1);
  const short = second & 0x7f;
  const extended = short === 127 ? 8 : short === 126 ? 2 : 0;
  const length = 2 + extended + ((second & 0x80) === 0 ? 0 : 4);
  if (bytes.length < length) return undefined;
  const payload =
    extended === 8 ? Number(bytes.readBigUInt64BE(2)) : extended === 2 ? bytes.readUInt16BE(2) : short;
  return { length, payload };
}
