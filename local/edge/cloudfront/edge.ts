import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { LocalContext } from '../../service.ts';
import { EdgeCache } from './cache.ts';
import type { Behaviour, Distribution } from './distribution.ts';
import { withErrorPage } from './error-page.ts';
import { fetchForCache } from './fetch.ts';
import type { OriginAnswer } from './origin.ts';
import { readAnswer, requestOrigin } from './origin.ts';
import { errorDocument } from './refusal.ts';
import { negotiate, respond } from './respond.ts';
import type { ResponseHeaders } from './response-headers.ts';
import { applyPolicy, corsHeaders, originHeaders } from './response-headers.ts';
import { SignedRequests, signatureCookies, splitSignature } from './signed-request.ts';
import { StoredResponse } from './stored-response.ts';
import { runViewerRequest, runViewerResponse } from './viewer-event.ts';
import type { ViewerRequest } from './viewer-request.ts';
import { selectedCookies, selectedHeaders, selectedQuery, viewerRequest } from './viewer-request.ts';

const methodNotAllowed = {
  code: 'MethodNotAllowed',
  message: 'This distribution does not allow the request method',
};

/** Paths whose behaviour is remembered. */
const rememberedPaths = 20_000;

/** One distribution: finds the behaviour, checks the signature, runs the functions, answers from the cache. */
export class Edge {
  readonly cache = new EdgeCache();
  readonly distribution: Distribution;
  readonly #context: LocalContext;
  readonly #behaviours = new Map<string, Behaviour>();
  readonly #signed = new Map<number, SignedRequests>();

  constructor(context: LocalContext, distribution: Distribution) {
    this.#context = context;
    this.distribution = distribution;
    for (const { index, trustedKeys } of distribution.behaviours) {
      if (trustedKeys) this.#signed.set(index, new SignedRequests(trustedKeys));
    }
  }

  async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = incoming.url ?? '/';
    const at = url.indexOf('?');
    const path = at < 0 ? url : url.slice(0, at);
    const rawQuery = at < 0 ? '' : url.slice(at + 1);
    const behaviour = this.#behaviourOf(path);
    const method = incoming.method ?? 'GET';
    if (!behaviour.allowedMethods.has(method)) {
      return await this.#refuse(
        behaviour,
        viewerRequest(incoming, path, rawQuery),
        methodNotAllowed,
        outgoing,
      );
    }
    const { members, rest: query } = splitSignature(rawQuery);
    const signed = this.#signed.get(behaviour.index);
    if (signed) {
      const used = members ?? signatureCookies(incoming.headers.cookie);
      const urls = this.#urls(incoming.headers.host, path, query);
      const refusal = signed.refusal(used, urls, incoming.socket.remoteAddress ?? '', Date.now() / 1000);
      if (refusal)
        return await this.#refuse(behaviour, viewerRequest(incoming, path, query), refusal, outgoing);
    }
    // Most requests end here: nothing to run, and the answer is at hand.
    if (!behaviour.viewerRequest && !behaviour.viewerResponse && isSimple(behaviour)) {
      const stored = this.cache.get(simpleKey(behaviour, path));
      if (stored && stored.expiresAt > Date.now() && incoming.headers.origin === undefined) {
        return await respond(outgoing, asked(incoming, behaviour), stored, 'Hit');
      }
    }
    await this.#serveFully(behaviour, viewerRequest(incoming, path, query), incoming, outgoing);
  }

  async #serveFully(
    behaviour: Behaviour,
    original: ViewerRequest,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> {
    let request = original;
    if (behaviour.viewerRequest) {
      const result = await runViewerRequest(behaviour.viewerRequest, this.distribution, original);
      if ('response' in result) {
        const { status, headers, body } = result.response;
        outgoing.writeHead(status, [...headers.flat(), 'content-length', String(Buffer.byteLength(body))]);
        outgoing.end(body);
        return;
      }
      request = result.request;
    }
    if (request.path === '/') request = { ...request, path: `/${this.distribution.defaultRootObject}` };
    const preflight =
      request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
    const extra = (present: ResponseHeaders) => this.#cors(behaviour, request, preflight, present);
    const origin = this.distribution.origins.get(behaviour.originId);
    const cacheable = behaviour.cache.maximum > 0 || origin?.kind === 'bucket';
    if (origin?.kind === 'http' && !(cacheable && (request.method === 'GET' || request.method === 'HEAD'))) {
      const answer = await requestOrigin(origin, behaviour, request, incoming);
      if (this.distribution.errorResponses.has(answer.statusCode ?? 0))
        return await this.#answerError(behaviour, request, await readAnswer(answer), outgoing);
      const headers = applyPolicy(behaviour.headersPolicy, originHeaders(answer.headers));
      const length = answer.headers['content-length'];
      const lines = [
        ...headers,
        ...extra(headers),
        ...(length === undefined ? [] : [['content-length', length]]),
      ];
      outgoing.writeHead(answer.statusCode ?? 502, [...lines.flat(), 'x-cache', 'Miss from cloudfront']);
      return await pipeline(answer, outgoing);
    }
    const key = isSimple(behaviour) ? simpleKey(behaviour, request.path) : fullKey(behaviour, request);
    const known = this.cache.get(key);
    const fresh = known !== undefined && known.expiresAt > Date.now();
    const stored = fresh
      ? known
      : await this.cache.fill(key, () =>
          fetchForCache(this.#context, this.distribution, behaviour, request, known),
        );
    const state = fresh
      ? 'Hit'
      : stored.status >= 400
        ? 'Error'
        : stored.body === known?.body
          ? 'RefreshHit'
          : 'Miss';
    const shown = behaviour.viewerResponse ? await this.#changed(behaviour, request, stored) : stored;
    await respond(outgoing, asked(incoming, behaviour), shown, state, extra(shown.headers));
  }

  /** CloudFront's own refusal. */
  async #refuse(
    behaviour: Behaviour,
    request: ViewerRequest,
    { code, message }: { readonly code: string; readonly message: string },
    outgoing: ServerResponse,
  ): Promise<void> {
    const body = Buffer.from(errorDocument(code, message));
    const error: OriginAnswer = { status: 403, headers: [['content-type', 'text/xml']], body };
    await this.#answerError(behaviour, request, error, outgoing);
  }

  async #answerError(
    behaviour: Behaviour,
    request: ViewerRequest,
    error: OriginAnswer,
    outgoing: ServerResponse,
  ): Promise<void> {
    const { status, headers, body } = await withErrorPage(this.#context, this.distribution, request, error);
    const lines = applyPolicy(behaviour.headersPolicy, headers);
    outgoing.writeHead(status, [
      ...lines.flat(),
      'content-length',
      String(body.length),
      'x-cache',
      'Error from cloudfront',
    ]);
    outgoing.end(request.method === 'HEAD' ? undefined : body);
  }

  async #changed(
    behaviour: Behaviour,
    request: ViewerRequest,
    stored: StoredResponse,
  ): Promise<StoredResponse> {
    if (!behaviour.viewerResponse) return stored;
    const { distribution } = this;
    const changed = await runViewerResponse(
      behaviour.viewerResponse,
      distribution,
      request,
      stored.status,
      stored.headers,
    );
    const { path, body, storedAt: now, expiresAt } = stored;
    return new StoredResponse({ ...changed, path, body, now, expiresAt, compress: behaviour.compress });
  }

  #cors(
    { headersPolicy }: Behaviour,
    { headers }: ViewerRequest,
    preflight: boolean,
    present: ResponseHeaders,
  ): ResponseHeaders {
    const origin = headers.origin;
    if (!headersPolicy?.cors || origin === undefined) return [];
    return corsHeaders(headersPolicy.cors, origin, preflight, new Set(present.map(([name]) => name)));
  }

  #behaviourOf(path: string): Behaviour {
    const known = this.#behaviours.get(path);
    if (known) return known;
    const found = this.distribution.behaviours.find(({ matches }) => matches(path));
    if (!found) throw new Error('The default behaviour matches every path');
    if (this.#behaviours.size >= rememberedPaths) this.#behaviours.clear();
    this.#behaviours.set(path, found);
    return found;
  }

  /** The addresses under which a resource may have been signed: this machine's, as asked for, and AWS's own. */
  #urls(host: string | undefined, path: string, query: string): readonly string[] {
    const resource = query === '' ? path : `${path}?${query}`;
    const bases = [
      `http://127.0.0.1:${this.#context.ports.edge}`,
      `http://${host ?? ''}`,
      `https://${this.distribution.domainName}`,
    ];
    return bases.map((base) => `${base}${resource}`);
  }
}

function asked(incoming: IncomingMessage, { compress, cache }: Behaviour) {
  const encoding = compress
    ? negotiate(incoming.headers['accept-encoding'], cache.gzip, cache.brotli)
    : ('identity' as const);
  return { method: incoming.method ?? 'GET', encoding, headers: incoming.headers };
}

/** Whether the path alone decides what the answer is. */
function isSimple({ cache }: Behaviour): boolean {
  return [cache.query, cache.headers, cache.cookies].every(({ behaviour }) => behaviour === 'none');
}

function simpleKey({ index }: Behaviour, path: string): string {
  return `${index} ${path}`;
}

function fullKey({ index, cache }: Behaviour, { path, query, headers }: ViewerRequest): string {
  const cookies = selectedCookies(cache.cookies, headers.cookie);
  return JSON.stringify([
    index,
    path,
    selectedQuery(cache.query, query),
    selectedHeaders(cache.headers, headers),
    cookies,
  ]);
}
