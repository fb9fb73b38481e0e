import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalContext } from '../../service.ts';
import { UnsupportedError } from '../../service.ts';
import type { Api, Route, Stage } from '../api-gateway/api.ts';
import type { AuthorizationOutcome } from './authorization.ts';
import { openRoute } from './authorization.ts';
import { discardRest, readBody } from './body.ts';
import { corsHeaders, isPreflight, preflightAnswer } from './cors.ts';
import type { EventSource } from './event.ts';
import { integrate } from './integration.ts';
import { JwtAuthorizer } from './jwt-authorizer.ts';
import { LambdaAuthorizer } from './lambda-authorizer.ts';
import type { ApiRequest } from './request.ts';
import { readRequest } from './request.ts';
import type { ApiResponse } from './response.ts';
import { refusal, sendResponse } from './response.ts';
import { RouteTable } from './route-table.ts';
import { Throttling } from './throttling.ts';

/** One HTTP API: routes, throttles, authorizes and integrates. */
export class HttpApi {
  readonly #context: LocalContext;
  readonly #api: Api;
  readonly #routes: RouteTable;
  readonly #throttling = new Throttling();
  readonly #authorizers = new Map<string, JwtAuthorizer | LambdaAuthorizer>();

  constructor(context: LocalContext, api: Api) {
    this.#context = context;
    this.#api = api;
    this.#routes = new RouteTable(api.routes.values());
    for (const [id, authorizer] of api.authorizers) {
      const built =
        authorizer.kind === 'jwt' ? new JwtAuthorizer(authorizer) : new LambdaAuthorizer(authorizer, context);
      this.#authorizers.set(id, built);
    }
    for (const route of api.routes.values()) {
      if (!api.integrations.has(route.integrationId))
        throw new UnsupportedError(`route ${route.key} without target`);
      if (route.authorizerId && !this.#authorizers.has(route.authorizerId)) {
        throw new UnsupportedError(`route ${route.key} with the unknown authorizer ${route.authorizerId}`);
      }
    }
  }

  async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const stage = this.#stageOf(incoming.url ?? '/');
    const request = stage && readRequest(incoming, stage.name === '$default' ? '' : stage.name);
    if (!stage || !request) {
      sendResponse(outgoing, stage ? refusal(400, 'Bad Request') : refusal(404, 'Not Found'), {});
      return discardRest(incoming);
    }
    const response = await this.#answer(stage, request, incoming);
    sendResponse(outgoing, response, {
      ...corsHeaders(this.#api.cors, request),
      'apigw-requestid': request.requestId,
    });
    discardRest(incoming);
  }

  /** A stage other than `$default` is the first segment of the path. */
  #stageOf(url: string): Stage | undefined {
    const [, first = ''] = /^\/([^/?]*)/.exec(url) ?? [];
    return this.#api.stages.get(first) ?? this.#api.stages.get('$default');
  }

  async #answer(stage: Stage, request: ApiRequest, incoming: IncomingMessage): Promise<ApiResponse> {
    const { cors, integrations } = this.#api;
    const match = this.#routes.match(request.method, request.segments);
    if (!match) return isPreflight(cors, request) ? preflightAnswer : refusal(404, 'Not Found');
    const { account, region } = this.#context;
    const source: EventSource = { api: this.#api, stage, account, region, request, match };
    if (!this.#throttling.admit(stage, match.route.key)) return refusal(429, 'Too Many Requests');
    const outcome = await this.#authorize(source, match.route);
    if (!outcome.allowed) return refusal(outcome.status, outcome.message, outcome.headers);
    const body = await readBody(incoming);
    if (body === 'too-large') return refusal(413, 'Request Entity Too Large');
    if (body === 'aborted') return refusal(400, 'Bad Request');
    const integration = integrations.get(match.route.integrationId);
    if (!integration) return refusal(500, 'Internal Server Error');
    return await integrate(this.#context, integration, source, outcome.authorization, body);
  }

  async #authorize(source: EventSource, route: Route): Promise<AuthorizationOutcome> {
    const authorizer =
      route.authorizerId === undefined ? undefined : this.#authorizers.get(route.authorizerId);
    if (!authorizer) return openRoute;
    return authorizer instanceof JwtAuthorizer
      ? await authorizer.authorize(source.request, route)
      : await authorizer.authorize(source);
  }
}
