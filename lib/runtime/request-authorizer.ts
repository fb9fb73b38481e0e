import middy from '@middy/core';
import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import type { Admission } from '../contracts/identity/caller.ts';
import { log } from './log.ts';
import { invocation } from './middleware.ts';

/** What the HTTP API takes from an authorizer; the context reaches the function behind the route. */
export interface Authorization {
  readonly isAuthorized: true;
  readonly context: Admission;
}

/**
 * Lambda authorizer of the HTTP API (payload format 2.0, simple responses). It lets every request through with what was
 * decided: the function behind the route says no, as the API says no everywhere (http-route.ts). A fault admits nobody.
 */
export function requestAuthorizer(admit: (event: APIGatewayRequestAuthorizerEventV2) => Promise<Admission>) {
  return middy<APIGatewayRequestAuthorizerEventV2, Authorization>()
    .use(invocation())
    .handler(async (event) => {
      try {
        const context = await admit(event);
        if (context.decision !== 'allow')
          log.info('REQUEST_NOT_ADMITTED', { decision: context.decision, route: event.routeKey });
        return { isAuthorized: true, context };
      } catch (error) {
        log.error('ADMISSION_FAILED', error, { route: event.routeKey });
        return { isAuthorized: true, context: { decision: 'unavailable' } };
      }
    });
}
