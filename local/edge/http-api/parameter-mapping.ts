import { UnsupportedError } from '../../service.ts';
import type { ApiRequest } from './request.ts';

export interface MappingSource {
  readonly request: ApiRequest;
  readonly body: Buffer;
  readonly parameters: Readonly<Record<string, string>>;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** `$context.…` */
  readonly context: Readonly<Record<string, unknown>>;
}

/**
 * Values of a direct integration's request parameters. Each is one expression (`$request.body.a.b`,
 * `$request.path.id`, `$request.header.x`, `$request.querystring.x`, `$context.requestId`,
 * `$stageVariables.x`) or fixed text.
 *
 * Gives `missing` when an expression finds nothing or only an empty text, which API Gateway refuses
 * with 400 for required and optional parameters alike (recorded against AWS in localstack's
 * `test_apigw_v2_http_kinesis_put_record_no_stream`).
 */
export function mapParameters(
  parameters: Readonly<Record<string, string>>,
  source: MappingSource,
): { readonly values: Record<string, string> } | { readonly missing: string } {
  const values: Record<string, string> = {};
  let parsedBody: unknown;
  const body = () => {
    parsedBody ??= parseJson(source.body);
    return parsedBody;
  };
  for (const [name, expression] of Object.entries(parameters)) {
    const value = asText(evaluate(expression, source, body));
    if (value === undefined || value === '') return { missing: name };
    values[name] = value;
  }
  return { values };
}

function evaluate(expression: string, source: MappingSource, body: () => unknown): unknown {
  if (expression.includes('${')) throw new UnsupportedError(`the parameter mapping ${expression}`);
  if (!expression.startsWith('$')) return expression;
  const [root = '', place = '', ...rest] = expression.split('.');
  if (root === '$context') return member(source.context, [place, ...rest]);
  if (root === '$stageVariables') return source.stageVariables[place];
  if (root === '$request') {
    const name = rest.join('.');
    switch (place) {
      case 'body':
        return rest.length === 0 ? source.body.toString('utf8') : member(body(), rest);
      case 'path':
        return rest.length === 0 ? source.request.path : source.parameters[name];
      case 'header':
        return source.request.headers[name.toLowerCase()];
      case 'querystring':
        return source.request.query[name];
    }
  }
  throw new UnsupportedError(`the parameter mapping ${expression}`);
}

function member(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = (current as Record<string, unknown>)[name];
  }
  return current;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return {};
  }
}

function asText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
