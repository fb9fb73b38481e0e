import { publicRoute } from '../../lib/runtime/http-route.ts';
import { shownPath } from '../../lib/runtime/problem.ts';

export type Env = Readonly<Record<never, string>>;

export const handler = publicRoute({
  run: async ({ event: { rawPath, requestContext } }) => ({
    ok: false,
    reason: 'not-found',
    detail: `There is no ${requestContext.http.method} ${shownPath(rawPath)} here.`,
  }),
});
