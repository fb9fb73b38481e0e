import type { Distribution, ViewerFunction } from './distribution.ts';
import type { ResponseHeaders } from './response-headers.ts';
import type { ViewerRequest } from './viewer-request.ts';

/** A response that a viewer-request function gave instead of letting the request through. */
export interface GeneratedResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: string;
}

interface Valued {
  readonly value: string;
  readonly multiValue?: readonly { readonly value: string }[];
  readonly attributes?: string;
}
type ValuedFields = Readonly<Record<string, Valued>>;

interface FunctionResult {
  readonly uri?: string;
  readonly querystring?: ValuedFields | string;
  readonly headers?: ValuedFields;
  readonly cookies?: ValuedFields;
  readonly statusCode?: number;
  readonly body?: string | { readonly data: string; readonly encoding?: string };
}

/** Runs a function of event type `viewer-request`. */
export async function runViewerRequest(
  run: ViewerFunction,
  distribution: Distribution,
  request: ViewerRequest,
): Promise<{ readonly request: ViewerRequest } | { readonly response: GeneratedResponse }> {
  const result = (await run(viewerEvent(distribution, 'viewer-request', request))) as
    | FunctionResult
    | undefined;
  if (!result) throw new TypeError('a viewer-request function returned nothing');
  if (result.statusCode !== undefined) return { response: generated(result) };
  const query = result.querystring;
  const cookies = joinFields(result.cookies, '; ');
  const headers = Object.fromEntries(
    Object.entries(result.headers ?? {}).map(([name, { value }]) => [name.toLowerCase(), value]),
  );
  return {
    request: {
      ...request,
      path: result.uri ?? request.path,
      query: typeof query === 'string' ? query : joinFields(query, '&'),
      headers: { ...headers, ...(cookies !== '' && { cookie: cookies }) },
    },
  };
}

/** Runs a function of event type `viewer-response`; it may change the status and the headers. */
export async function runViewerResponse(
  run: ViewerFunction,
  distribution: Distribution,
  request: ViewerRequest,
  status: number,
  headers: ResponseHeaders,
): Promise<{ readonly status: number; readonly headers: ResponseHeaders }> {
  const event = {
    ...viewerEvent(distribution, 'viewer-response', request),
    response: {
      statusCode: status,
      headers: Object.fromEntries(headers.map(([name, value]) => [name, { value }])),
      cookies: {},
    },
  };
  const result = (await run(event)) as FunctionResult | undefined;
  if (!result) throw new TypeError('a viewer-response function returned nothing');
  return { status: result.statusCode ?? status, headers: headerList(result) };
}

function viewerEvent(distribution: Distribution, eventType: string, request: ViewerRequest): object {
  const { cookie, ...headers } = request.headers;
  return {
    version: '1.0',
    context: {
      distributionDomainName: distribution.domainName,
      distributionId: distribution.id,
      eventType,
      requestId: crypto.randomUUID(),
    },
    viewer: { ip: request.address },
    request: {
      method: request.method,
      uri: request.path,
      querystring: splitFields(request.query, /&/),
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }])),
      cookies: splitFields(cookie ?? '', /;\s*/),
    },
  };
}

function generated(result: FunctionResult): GeneratedResponse {
  const { body } = result;
  const data = typeof body === 'object' ? body.data : (body ?? '');
  const decoded =
    typeof body === 'object' && body.encoding === 'base64' ? Buffer.from(data, 'base64').toString() : data;
  return { status: result.statusCode ?? 200, headers: headerList(result), body: decoded };
}

function headerList(result: FunctionResult): ResponseHeaders {
  const headers = Object.entries(result.headers ?? {}).flatMap(([name, { value, multiValue }]) =>
    (multiValue ?? [{ value }]).map((item): [string, string] => [name.toLowerCase(), item.value]),
  );
  const cookies = Object.entries(result.cookies ?? {}).map(
    ([name, { value, attributes }]): [string, string] => [
      'set-cookie',
      `${name}=${value}${attributes ? `; ${attributes}` : ''}`,
    ],
  );
  return [...headers, ...cookies];
}

function splitFields(text: string, separator: RegExp): ValuedFields {
  const fields: Record<string, Valued> = {};
  for (const pair of text === '' ? [] : text.split(separator)) {
    const at = pair.indexOf('=');
    const name = at < 0 ? pair : pair.slice(0, at);
    const value = at < 0 ? '' : pair.slice(at + 1);
    const known = fields[name];
    fields[name] = known
      ? { value, multiValue: [...(known.multiValue ?? [{ value: known.value }]), { value }] }
      : { value };
  }
  return fields;
}

function joinFields(fields: ValuedFields | undefined, separator: string): string {
  return Object.entries(fields ?? {})
    .flatMap(([name, { value, multiValue }]) =>
      (multiValue ?? [{ value }]).map((item) =>
        item.value === '' && separator === '&' ? name : `${name}=${item.value}`,
      ),
    )
    .join(separator);
}
