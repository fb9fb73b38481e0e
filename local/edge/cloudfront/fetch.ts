import type { LocalContext } from '../../service.ts';
import type { Behaviour, Distribution } from './distribution.ts';
import { withErrorPage } from './error-page.ts';
import { freshSeconds } from './freshness.ts';
import type { OriginAnswer } from './origin.ts';
import { readAnswer, readBucket, requestOrigin } from './origin.ts';
import { applyPolicy } from './response-headers.ts';
import { StoredResponse } from './stored-response.ts';
import type { ViewerRequest } from './viewer-request.ts';

/** Errors that CloudFront remembers for a while unless told otherwise, in seconds. */
const errorCacheSeconds = 10;
const rememberedErrors = new Set([400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]);

/** Asks the origin, or confirms what is stored already; also turns errors into the configured pages. */
export async function fetchForCache(
  context: LocalContext,
  distribution: Distribution,
  behaviour: Behaviour,
  request: ViewerRequest,
  known: StoredResponse | undefined,
): Promise<StoredResponse> {
  const now = Date.now();
  const answer = await ask(context, distribution, behaviour, request, known?.etag);
  if (answer.status === 304 && known) {
    // What a 304 does not say again stays as it was (RFC 9111, 3.2): S3 says little in it.
    const seconds = freshSeconds([...answer.headers, ...known.headers], behaviour.cache, now);
    known.expiresAt = now + seconds * 1000;
    return known;
  }
  const custom = distribution.errorResponses.get(answer.status);
  const page = await withErrorPage(context, distribution, request, answer);
  const seconds =
    answer.status < 400
      ? freshSeconds(answer.headers, behaviour.cache, now)
      : behaviour.cache.maximum > 0 && rememberedErrors.has(answer.status)
        ? (custom?.cacheSeconds ?? errorCacheSeconds)
        : 0;
  return new StoredResponse({
    path: request.path,
    status: page.status,
    headers: applyPolicy(behaviour.headersPolicy, page.headers),
    body: page.body,
    now,
    expiresAt: now + seconds * 1000,
    compress: behaviour.compress,
  });
}

async function ask(
  context: LocalContext,
  distribution: Distribution,
  behaviour: Behaviour,
  request: ViewerRequest,
  etag: string | undefined,
): Promise<OriginAnswer> {
  const origin = distribution.origins.get(behaviour.originId);
  if (!origin) throw new Error(`The origin ${behaviour.originId} does not exist`);
  if (origin.kind === 'bucket') return await readBucket(context, distribution, origin, request.path, etag);
  // What is stored serves HEAD as well, so the whole is fetched.
  const whole: ViewerRequest = { ...request, method: 'GET' };
  return await readAnswer(await requestOrigin(origin, behaviour, whole, undefined, etag));
}
