import * as z from 'zod/mini';
import { actions } from '../identity/action.ts';
import { problem } from '../problem.ts';
import { edgeActions } from './edge-paths.ts';
import { guideOperations } from './guide-operations.ts';
import { identityOperations } from './identity-operations.ts';
import type { Operation } from './operation.ts';
import { recordingOperations } from './recording-operations.ts';
import { redactionOperations } from './redaction-operations.ts';
import { tenantOperations } from './tenant-operations.ts';

export const operations: readonly Operation[] = [
  ...identityOperations,
  ...recordingOperations,
  ...guideOperations,
  ...tenantOperations,
  ...redactionOperations,
];

/** The HTTP API as an OpenAPI 3.1 document; its schemas are the ones that requests are parsed with. */
export function openApiDocument(): unknown {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const item = paths[operation.path] ?? {};
    item[operation.method] = describe(operation);
    paths[operation.path] = item;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Guidewright',
      version: '1',
      description:
        'Records procedures and turns them into guides. Every refusal is a problem (RFC 9457) with a stable `type`, and with JSON pointers to what was wrong. Whatever belongs to another tenant does not exist.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Of a person, from the OpenID provider; the names are scopes of the token.',
        },
        apiKey: {
          type: 'apiKey',
          in: 'header',
          name: 'X-API-Key',
          description: 'Of a machine; the names are scopes that the key needs.',
        },
      },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
  };
}

function describe(operation: Operation) {
  const { id, summary, description, access, request } = operation;
  const parameters = [
    ...pathParameters(operation.path),
    ...queryParameters(operation.query),
    ...headerParameters(operation.headers),
  ];
  return {
    operationId: id,
    summary,
    ...(description ? { description } : {}),
    security: securityOf(operation),
    ...(access === 'none' ? {} : { 'x-least-role': actions[operation.id].role }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(request
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(request, 'input') } },
          },
        }
      : {}),
    responses: responsesOf(operation),
  };
}

function securityOf(operation: Operation): Record<string, string[]>[] {
  if (operation.access === 'none') return [];
  if (operation.direct) return [{ accessToken: ['record'] }];
  const { scope } = actions[operation.id];
  return [{ accessToken: ['guides'] }, ...(scope === null ? [] : [{ apiKey: [scope] }])];
}

function pathParameters(path: string) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: Operation['query'] = {}) {
  return Object.entries(query).map(([name, { description, required }]) => ({
    name,
    in: 'query',
    description,
    ...(required ? { required } : {}),
    schema: { type: 'string' },
  }));
}

function headerParameters(headers: Operation['headers'] = {}) {
  return Object.entries(headers).map(([name, { description }]) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  }));
}

function responsesOf(operation: Operation) {
  const { success, refusals = {}, access, request } = operation;
  const { status, body, contentType = 'application/json' } = success;
  const content = body
    ? { content: { [contentType]: { schema: schemaOf(body, 'output') } } }
    : contentType === 'application/json'
      ? {}
      : { content: { [contentType]: { schema: { type: 'string' } } } };
  const responses: Record<string, unknown> = { [status]: { description: 'Done', ...content } };
  const reasons = new Map<number, string[]>();
  const add = (code: number, text: string) => reasons.set(code, [...(reasons.get(code) ?? []), text]);
  if (request) add(400, 'The request does not have the expected form');
  if (access !== 'none') {
    add(401, 'A valid access token or API key is needed');
    if (!edgeActions.has(operation.id)) add(403, '`forbidden`: not for this caller');
    if (operation.path.includes('{'))
      add(404, '`not-found`: there is none, or none that the caller may know of');
    if (!operation.direct) {
      add(307, 'The tenant lives in another region; `Location` says where');
      add(429, '`rate-limited`: the plan has no more requests for now; `Retry-After` says when');
    }
  }
  for (const [name, refusal] of Object.entries(refusals))
    add(refusal.status, `\`${name}\`: ${refusal.title}`);
  for (const [code, texts] of reasons)
    responses[code] = {
      description: texts.join('; '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  return responses;
}

function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output') {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
}
