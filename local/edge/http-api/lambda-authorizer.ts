import type { LocalContext } from '../../service.ts';
import type { Authorizer } from '../api-gateway/api.ts';
import { executeApiArn } from '../api-gateway/api.ts';
import type { AuthorizationOutcome } from './authorization.ts';
import { identityValue } from './authorization.ts';
import type { EventSource } from './event.ts';
import { eventHead, requestContext } from './event.ts';
import { policyAllows } from './invoke-policy.ts';

type LambdaConfiguration = Extract<Authorizer, { kind: 'lambda' }>;

interface Remembered {
  readonly until: number;
  readonly answer: Record<string, unknown>;
}

/** Asks a function whether a request may pass; remembers the answer per identity for its time to live. */
export class LambdaAuthorizer {
  readonly #configuration: LambdaConfiguration;
  readonly #context: LocalContext;
  readonly #answers = new Map<string, Remembered>();

  constructor(configuration: LambdaConfiguration, context: LocalContext) {
    this.#configuration = configuration;
    this.#context = context;
  }

  async authorize(source: EventSource): Promise<AuthorizationOutcome> {
    const identities = this.#configuration.identitySources.map((name) => identityValue(name, source.request));
    if (identities.some((identity) => identity === undefined || identity === '')) {
      return { allowed: false, status: 401, message: 'Unauthorized' };
    }
    const { region, account } = this.#context;
    const { api, stage, request } = source;
    const target = `${stage.name}/${request.method}/${request.segments.join('/')}`;
    const routeArn = executeApiArn(region, account, api.id, target);
    const answer = await this.#ask(identities.join('\n'), {
      ...eventHead(source),
      type: 'REQUEST',
      routeArn,
      identitySource: identities,
      requestContext: requestContext(source),
      ...(Object.keys(source.match.parameters).length > 0 && { pathParameters: source.match.parameters }),
    });
    if (!answer) return { allowed: false, status: 500, message: 'Internal Server Error' };
    const allowed = this.#configuration.simple
      ? answer.isAuthorized === true
      : policyAllows(answer.policyDocument, routeArn);
    return allowed
      ? { allowed, authorization: { context: { lambda: answer.context ?? {} } } }
      : { allowed, status: 403, message: 'Forbidden' };
  }

  async #ask(identity: string, event: Record<string, unknown>): Promise<Record<string, unknown> | undefined> {
    const { id, functionArn, ttlSeconds } = this.#configuration;
    const remembered = this.#answers.get(identity);
    if (ttlSeconds > 0 && remembered && remembered.until > Date.now()) return remembered.answer;
    const { region, account } = this.#context;
    const apiId = String((event.requestContext as Record<string, unknown>).apiId);
    const result = await this.#context.invoke(functionArn, event, {
      service: 'apigateway.amazonaws.com',
      arn: executeApiArn(region, account, apiId, `authorizers/${id}`),
    });
    if (!result.ok || typeof result.payload !== 'object' || result.payload === null) return undefined;
    const answer = result.payload as Record<string, unknown>;
    if (this.#answers.size >= 1000) this.#answers.clear();
    if (ttlSeconds > 0) this.#answers.set(identity, { until: Date.now() + ttlSeconds * 1000, answer });
    return answer;
  }
}
