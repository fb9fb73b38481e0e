import type { LocalContext } from '../../service.ts';
import type { Distribution } from './distribution.ts';
import { type OriginAnswer, readAnswer, readBucket, requestOrigin } from './origin.ts';
import type { ViewerRequest } from './viewer-request.ts';

/** The page that a distribution shows in place of an error, or the error as it is when the page cannot be had. */
export async function withErrorPage(
  context: LocalContext,
  distribution: Distribution,
  request: ViewerRequest,
  error: OriginAnswer,
): Promise<OriginAnswer> {
  const custom = distribution.errorResponses.get(error.status);
  if (custom?.pagePath === undefined) return error;
  const { pagePath } = custom;
  const behaviour = distribution.behaviours.find(({ matches }) => matches(pagePath));
  const origin = behaviour && distribution.origins.get(behaviour.originId);
  if (!origin) return error;
  const asked: ViewerRequest = { ...request, method: 'GET', path: pagePath, query: '' };
  const page =
    origin.kind === 'bucket'
      ? await readBucket(context, distribution, origin, pagePath, undefined)
      : await readAnswer(await requestOrigin(origin, behaviour, asked, undefined));
  return page.status < 400 ? { ...page, status: custom.status ?? error.status } : error;
}
