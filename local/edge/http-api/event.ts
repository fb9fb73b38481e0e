import type { Api, Stage } from '../api-gateway/api.ts';
import type { Authorization } from './authorization.ts';
import type { ApiRequest } from './request.ts';
import type { RouteMatch } from './route-table.ts';

export interface EventSource {
  readonly api: Api;
  readonly stage: Stage;
  readonly account: string;
  readonly region: string;
  readonly request: ApiRequest;
  readonly match: RouteMatch;
}

/** A function's event, payload format 2.0. */
export function functionEvent(
  source: EventSource,
  authorization: Authorization,
  body: Buffer,
): Record<string, unknown> {
  const { request, match, stage } = source;
  const encoded = body.length > 0 && !isText(request.headers);
  return {
    ...eventHead(source),
    requestContext: {
      ...requestContext(source),
      ...(authorization.context && { authorizer: authorization.context }),
    },
    ...(Object.keys(match.parameters).length > 0 && { pathParameters: match.parameters }),
    ...(Object.keys(stage.variables).length > 0 && { stageVariables: stage.variables }),
    ...(body.length > 0 && { body: body.toString(encoded ? 'base64' : 'utf8') }),
    isBase64Encoded: encoded,
  };
}

/** What events of functions and of authorizers have in common. */
export function eventHead({ request, match }: EventSource): Record<string, unknown> {
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: request.path,
    rawQueryString: request.queryString,
    ...(request.cookies.length > 0 && { cookies: request.cookies }),
    headers: request.headers,
    ...(Object.keys(request.query).length > 0 && { queryStringParameters: request.query }),
  };
}

export function requestContext({
  api,
  stage,
  account,
  region,
  request,
  match,
}: EventSource): Record<string, unknown> {
  return {
    accountId: account,
    apiId: api.id,
    domainName: `${api.id}.execute-api.${region}.amazonaws.com`,
    domainPrefix: api.id,
    http: {
      method: request.method,
      path: request.path,
      protocol: request.protocol,
      sourceIp: request.sourceIp,
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: request.requestId,
    routeKey: match.route.key,
    stage: stage.name,
    time: logTime(request.time),
    timeEpoch: request.time.getTime(),
  };
}

const textTypes = /^(?:text\/.*|application\/(?:json|javascript|xml|[\w.+-]+\+(?:json|xml)))(?:\s*;.*)?$/i;

/** Everything else reaches the function in base64. */
function isText(headers: Readonly<Record<string, string>>): boolean {
  if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') return false;
  const type = headers['content-type'];
  return type === undefined || textTypes.test(type.trim());
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** For example `12/Mar/2020:19:03:58 +0000`. */
export function logTime(time: Date): string {
  const [date = '', clock = ''] = time.toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${months[Number(month) - 1]}/${year}:${clock.slice(0, 8)} +0000`;
}
