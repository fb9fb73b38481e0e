/** What an authorizer decided about a request. */
export type AuthorizationOutcome =
  | { readonly allowed: true; readonly authorization: Authorization }
  | {
      readonly allowed: false;
      readonly status: 401 | 403 | 500;
      readonly message: string;
      readonly headers?: Record<string, string>;
    };

export interface Authorization {
  /** `requestContext.authorizer` of the event; absent on open routes. */
  readonly context?: Readonly<Record<string, unknown>>;
}

export const openRoute: AuthorizationOutcome = { allowed: true, authorization: {} };

/** Reads `$request.header.X` or `$request.querystring.X`, which an authorizer calls its identity source. */
export function identityValue(
  source: string,
  request: { headers: Readonly<Record<string, string>>; query: Readonly<Record<string, string>> },
): string | undefined {
  const header =
    /^\$request\.header\.(.+)$/.exec(source)?.[1] ?? /^route\.request\.header\.(.+)$/.exec(source)?.[1];
  if (header) return request.headers[header.toLowerCase()];
  const name =
    /^\$request\.querystring\.(.+)$/.exec(source)?.[1] ??
    /^route\.request\.querystring\.(.+)$/.exec(source)?.[1];
  return name ? request.query[name] : undefined;
}
