import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { ResponseHeaders } from './response-headers.ts';

export type Encoding = 'identity' | 'gzip' | 'br';

/** One representation, ready to be written: header lines without `age`, and the bytes. */
interface Representation {
  readonly lines: readonly string[];
  readonly body: Buffer;
}

/** An origin's answer, with the forms in which it has been asked for so far. */
export class StoredResponse {
  readonly path: string;
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: Buffer;
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  readonly storedAt: number;
  readonly compressible: boolean;
  /** Milliseconds; zero for what may not be used again. */
  expiresAt: number;
  readonly #representations = new Map<Encoding, Representation>();

  constructor(options: {
    readonly path: string;
    readonly status: number;
    readonly headers: ResponseHeaders;
    readonly body: Buffer;
    readonly now: number;
    readonly expiresAt: number;
    readonly compress: boolean;
  }) {
    const { headers, status, body } = options;
    const value = (wanted: string) => headers.find(([name]) => name === wanted)?.[1];
    this.path = options.path;
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.storedAt = options.now;
    this.expiresAt = options.expiresAt;
    this.etag = value('etag');
    this.lastModified = value('last-modified');
    this.compressible =
      options.compress &&
      status === 200 &&
      body.length >= smallestCompressed &&
      body.length <= largestCompressed &&
      value('content-encoding') === undefined &&
      compressedTypes.test(value('content-type') ?? '');
    this.#representations.set('identity', { lines: this.#lines('identity', body.length), body });
  }

  /** The representation if it exists already: the way of nearly every request. */
  ready(encoding: Encoding): Representation | undefined {
    return this.#representations.get(encoding);
  }

  async represent(encoding: Encoding): Promise<Representation> {
    const known = this.#representations.get(encoding);
    if (known) return known;
    const body =
      encoding === 'br' ? await compressBrotli(this.body, brotliOptions) : await compressGzip(this.body);
    const representation = { lines: this.#lines(encoding, body.length), body };
    this.#representations.set(encoding, representation);
    return representation;
  }

  #lines(encoding: Encoding, length: number): readonly string[] {
    const lines: string[] = [];
    for (const [name, value] of this.headers) {
      // Compressed bytes are no longer those that a strong tag names.
      const weak = encoding !== 'identity' && name === 'etag' && !value.startsWith('W/');
      if (!(this.compressible && name === 'vary')) lines.push(name, weak ? `W/${value}` : value);
    }
    if (encoding !== 'identity') lines.push('content-encoding', encoding);
    if (this.compressible) lines.push('vary', varyWithEncoding(this.headers));
    lines.push('content-length', String(length));
    return lines;
  }
}

/** CloudFront compresses bodies between these sizes, in bytes. */
const smallestCompressed = 1_000;
const largestCompressed = 10_000_000;
const compressedTypes =
  /^(?:text\/|image\/svg\+xml|application\/(?:json|javascript|x-javascript|xml|xhtml\+xml|wasm|manifest\+json|rss\+xml|problem\+json))/;

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress) as (body: Buffer, options: object) => Promise<Buffer>;
/** The highest quality costs seconds for a large page and saves a few per cent. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };

function varyWithEncoding(headers: ResponseHeaders): string {
  const names = headers.filter(([name]) => name === 'vary').map(([, value]) => value);
  return [...names, 'Accept-Encoding'].join(', ');
}
