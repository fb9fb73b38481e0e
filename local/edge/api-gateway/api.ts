/** What the templates say about the HTTP and WebSocket APIs. Filled while resources are created. */

export interface Api {
  readonly id: string;
  readonly protocol: 'HTTP' | 'WEBSOCKET';
  /** WebSocket only: where in a message its route is named, for example `$request.body.action`. */
  readonly routeSelectionExpression: string;
  readonly cors: CorsConfiguration | undefined;
  readonly stages: Map<string, Stage>;
  readonly routes: Map<string, Route>;
  readonly integrations: Map<string, Integration>;
  readonly authorizers: Map<string, Authorizer>;
}

export interface CorsConfiguration {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  readonly maxAge: number | undefined;
}

/** Requests per second that are let through on average, and at once. */
export interface Throttle {
  readonly rate: number;
  readonly burst: number;
}

export interface Stage {
  readonly name: string;
  readonly variables: Record<string, string>;
  readonly throttle: Throttle | undefined;
  /** By route key; goes before the stage's own. */
  readonly routeThrottles: ReadonlyMap<string, Throttle>;
}

export interface Route {
  readonly id: string;
  /** `GET /v1/guides/{id}`, `ANY /{proxy+}`, `$default`, `$connect` or a WebSocket route's name. */
  readonly key: string;
  readonly integrationId: string;
  readonly authorizerId: string | undefined;
  readonly scopes: readonly string[];
  /** WebSocket only: the function's answer is sent back to the caller. */
  readonly answers: boolean;
}

export type Integration =
  | { readonly kind: 'lambda'; readonly functionArn: string; readonly timeout: number }
  | {
      readonly kind: 'kinesis-put-record' | 'sqs-send-message';
      readonly parameters: Readonly<Record<string, string>>;
      readonly credentials: string;
      readonly timeout: number;
    };

export type Authorizer =
  | {
      readonly kind: 'jwt';
      readonly identitySource: string;
      readonly issuer: string;
      readonly audience: readonly string[];
    }
  | {
      readonly kind: 'lambda';
      readonly id: string;
      readonly functionArn: string;
      readonly identitySources: readonly string[];
      readonly ttlSeconds: number;
      /** `{isAuthorized}` instead of an IAM policy. */
      readonly simple: boolean;
    };

/** Names of an API's things as the functions' resource policies spell them. */
export function executeApiArn(region: string, account: string, apiId: string, rest: string): string {
  return `arn:aws:execute-api:${region}:${account}:${apiId}/${rest}`;
}
