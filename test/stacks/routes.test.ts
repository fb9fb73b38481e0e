import { describe, expect, test } from 'vitest';
import openApi from '../../docs/api/openapi.json' with { type: 'json' };
import { requireOperation } from '../../lib/constructs/declared-operation.ts';
import { operations } from '../../lib/contracts/api/document.ts';
import { edgePaths } from '../../lib/contracts/api/edge-paths.ts';
import { actions } from '../../lib/contracts/identity/action.ts';
import { tokenAudience } from '../../lib/contracts/identity/token.ts';
import type { Resource } from './product.ts';
import { ofType, only, synthesized } from './product.ts';

const resources = synthesized();
const routes = ofType(resources, 'AWS::ApiGatewayV2::Route');
const integrations = new Map(
  ofType(resources, 'AWS::ApiGatewayV2::Integration').map((integration) => [integration.path, integration]),
);
const functions = new Map(
  ofType(resources, 'AWS::Lambda::Function').map(({ path, properties }) => [path, properties.Description]),
);

function integrationOf(route: Resource): Resource {
  const path = String(route.properties.Target).replace(/^integrations\/<(.*)>$/, '$1');
  const integration = integrations.get(path);
  if (!integration) throw new Error(`${route.path} leads nowhere`);
  return integration;
}

/** The function's file, or the service that is reached directly. */
function targetOf(route: Resource): string {
  const { IntegrationSubtype, IntegrationUri } = integrationOf(route).properties;
  if (IntegrationSubtype) return String(IntegrationSubtype);
  const [, path = ''] = /<([^>]+)\.Arn>/.exec(String(IntegrationUri)) ?? [];
  return String(functions.get(path)).replace(/^functions\/(.*)\.ts$/, '$1');
}

/** What no other route takes. */
const unknownPaths = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'].flatMap((method) => [
  `${method} /`,
  `${method} /{proxy+}`,
]);

test('every route leads where docs/architecture.md says', () => {
  expect(Object.fromEntries(routes.map((route) => [route.properties.RouteKey, targetOf(route)]))).toEqual({
    'GET /oidc/{proxy+}': 'identity/provide-openid',
    'POST /oidc/{proxy+}': 'identity/provide-openid',
    'GET /v1/configuration': 'identity/read-configuration',
    'GET /v1/policies': 'identity/read-policies',
    'PUT /v1/policies': 'identity/write-policies',
    'POST /v1/policies/dry-run': 'identity/explain-decision',
    'GET /v1/redaction-policy': 'redaction/read-redaction-policy',
    'PUT /v1/redaction-policy': 'redaction/write-redaction-policy',
    'POST /v1/redaction-policy/try': 'redaction/try-redaction-policy',
    'GET /v1/guides/{id}/collaborators': 'identity/read-collaborators',
    'PUT /v1/guides/{id}/collaborators': 'identity/set-collaborators',
    'POST /v1/registrations': 'identity/register',
    'POST /v1/registrations/verify': 'identity/verify-registration',
    'POST /v1/password-resets': 'identity/request-password-reset',
    'POST /v1/password-resets/read': 'identity/read-password-reset',
    'POST /v1/password-resets/complete': 'identity/complete-password-reset',
    'GET /v1/account': 'identity/read-account',
    'PUT /v1/account': 'identity/change-account',
    'PUT /v1/account/password': 'identity/change-password',
    'DELETE /v1/account/sessions': 'identity/sign-out-everywhere',
    'GET /v1/members': 'identity/list-members',
    'PUT /v1/members/{userId}': 'identity/change-member',
    'DELETE /v1/members/{userId}': 'identity/remove-member',
    'GET /v1/invitations': 'identity/list-invitations',
    'POST /v1/invitations': 'identity/invite-member',
    'DELETE /v1/invitations/{id}': 'identity/withdraw-invitation',
    'POST /v1/invitations/read': 'identity/read-invitation',
    'POST /v1/invitations/accept': 'identity/accept-invitation',
    'GET /v1/api-keys': 'identity/list-api-keys',
    'POST /v1/api-keys': 'identity/create-api-key',
    'POST /v1/api-keys/{id}/rotate': 'identity/rotate-api-key',
    'DELETE /v1/api-keys/{id}': 'identity/revoke-api-key',
    'GET /v1/plan': 'metering/read-plan',
    'PUT /v1/plan': 'metering/change-plan',
    'POST /v1/payments/events': 'metering/receive-payment',
    'GET /v1/audit': 'audit/read-audit',
    'GET /v1/audit/verification': 'audit/verify-audit',
    'POST /v1/audit/exports': 'audit/export-audit',
    'GET /v1/audit/exports': 'audit/list-audit-exports',
    'POST /v1/recordings': 'capture/open-recording',
    'GET /v1/recordings': 'capture/list-recordings',
    'GET /v1/recordings/{id}': 'compose/read-recording',
    'DELETE /v1/recordings/{id}': 'capture/discard-recording',
    'POST /v1/recordings/{id}/batches': 'Kinesis-PutRecord',
    'POST /v1/recordings/{id}/batches/fallback': 'SQS-SendMessage',
    'POST /v1/recordings/{id}/screenshots': 'capture/prepare-screenshots',
    'POST /v1/recordings/{id}/finalize': 'capture/finalize-recording',
    'POST /v1/recordings/{id}/preview-tickets': 'compose/issue-preview-ticket',
    'POST /v1/recordings/{id}/redrive': 'guides/redrive-guide',
    'POST /v1/imports': 'capture/import-recording',
    'GET /v1/guides': 'guides/list-guides',
    'GET /v1/guides/{id}': 'guides/read-guide',
    'DELETE /v1/guides/{id}': 'guides/delete-guide',
    'POST /v1/guides/{id}/publish-without-pictures': 'share/publish-without-pictures',
    'POST /v1/guides/{id}/retitle': 'guides/retitle-guide',
    'POST /v1/guides/{id}/suggestions': 'ai/suggest-for-guide',
    'PUT /v1/guides/{id}/visibility': 'share/set-visibility',
    'POST /v1/guides/{id}/links': 'share/create-link',
    'GET /v1/guides/{id}/links': 'share/list-links',
    'DELETE /v1/guides/{id}/links/{linkId}': 'share/revoke-link',
    'POST /v1/guides/{id}/access': 'share/grant-access',
    'GET /v1/guides/{id}/export': 'share/export-guide',
    'GET /s/{token}': 'share/open-link',
    ...Object.fromEntries(unknownPaths.map((key) => [key, 'api/refuse-unknown-path'])),
    $connect: 'compose/connect-preview',
    $disconnect: 'compose/disconnect-preview',
  });
});

const httpRoutes = routes.filter(({ properties }) => !String(properties.RouteKey).startsWith('$'));

test('no route takes a preflight, which API Gateway then answers by itself', () => {
  const taking = httpRoutes.filter(({ properties }) =>
    /^(ANY|OPTIONS|\$default)/.test(String(properties.RouteKey)),
  );
  expect(taking).toEqual([]);
  expect(routes.map(({ properties }) => properties.RouteKey)).not.toContain('$default');
});

interface Described {
  readonly responses: object;
  readonly security: readonly object[];
}
const described: Record<string, Record<string, Described>> = openApi.paths;

/** What the provider answers is described by its own discovery document. */
const ofProvider = (routeKey: unknown) => String(routeKey).includes(' /oidc/');

test('docs/api/openapi.json describes exactly the routes that are deployed, and who may come in', () => {
  const documented = Object.entries(described).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => {
      const [{ accessToken = [] } = {}] = security as { accessToken?: string[] }[];
      const direct = accessToken.includes('record');
      return [`${method.toUpperCase()} ${path}`, security.length === 0 ? 'NONE' : direct ? 'JWT' : 'CUSTOM'];
    }),
  );
  const deployed = httpRoutes
    .filter(({ properties }) => !ofProvider(properties.RouteKey))
    .filter(({ properties }) => !unknownPaths.includes(String(properties.RouteKey)))
    .map(({ properties }) => [properties.RouteKey, properties.AuthorizationType]);
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(deployed));
});

test('no operation that the edge serves refuses with 403: it would put its own page in place of the problem', () => {
  const codesOf = (path: string) =>
    Object.values(described[path] ?? {}).flatMap(({ responses }) => Object.keys(responses));
  expect(Object.keys(described).flatMap(codesOf)).toContain('403');
  for (const path of edgePaths) {
    expect(codesOf(path), path).not.toEqual([]);
    expect(codesOf(path), path).not.toContain('403');
  }
});

test('every guarded operation is about a thing that its path names, or about the tenant', () => {
  for (const { id, path, access } of operations) {
    if (access === 'none') continue;
    const { resource } = actions[id];
    const folder = { Guide: '/v1/guides/{id}', Recording: '/v1/recordings/{id}', Tenant: undefined }[
      resource
    ];
    const things = /^\/v1\/(guides|recordings)\/\{id\}/.exec(path)?.[0];
    expect(things, id).toBe(folder);
  }
});

describe('a route', () => {
  const access = { authorizerId: 'authorizer', kind: 'function' } as const;

  test('that is no operation stops the synthesis', () => {
    expect(() => requireOperation('GET', '/v1/secrets', access)).toThrow(/no operation/);
    expect(() => requireOperation('PUT', '/v1/guides', access)).toThrow(/no operation/);
    expect(() => requireOperation('GET', '/oidc/{proxy+}', access)).toThrow(/no operation/);
  });

  test('whose access is not the declared one stops the synthesis', () => {
    const open = { openBecause: 'a mistake' };
    expect(() => requireOperation('GET', '/v1/guides', open)).toThrow(/declared as the action listGuides/);
    expect(() => requireOperation('GET', '/v1/configuration', access)).toThrow(/declared open/);
    expect(() => requireOperation('GET', '/v1/guides', access)).not.toThrow();
  });

  test('to the socket names the action that its ticket rests on', () => {
    const sockets = routes.filter(({ properties }) => String(properties.RouteKey).startsWith('$'));
    expect(sockets.map(({ properties }) => properties.OperationName)).toEqual([
      'issuePreviewTicket',
      'issuePreviewTicket',
    ]);
  });
});

const openRoutes = [
  ...unknownPaths,
  '$connect',
  '$disconnect',
  'GET /oidc/{proxy+}',
  'GET /s/{token}',
  'GET /v1/configuration',
  'POST /oidc/{proxy+}',
  'POST /v1/invitations/accept',
  'POST /v1/invitations/read',
  'POST /v1/password-resets',
  'POST /v1/password-resets/complete',
  'POST /v1/password-resets/read',
  'POST /v1/payments/events',
  'POST /v1/registrations',
  'POST /v1/registrations/verify',
].sort();

const directRoutes = ['POST /v1/recordings/{id}/batches', 'POST /v1/recordings/{id}/batches/fallback'];

test('every route but the listed ones is decided about by the function, or asks for a token that may record', () => {
  const open = routes.filter(({ properties }) => properties.AuthorizationType === 'NONE');
  expect(open.map(({ properties }) => properties.RouteKey).sort()).toEqual(openRoutes);
  for (const { properties } of routes.filter((route) => !open.includes(route))) {
    expect(properties).toMatchObject(
      directRoutes.includes(String(properties.RouteKey))
        ? {
            AuthorizationType: 'JWT',
            AuthorizerId: '<Authorizer/AccessToken>',
            AuthorizationScopes: ['record'],
          }
        : { AuthorizationType: 'CUSTOM', AuthorizerId: '<Authorizer/Decision>' },
    );
  }
});

test('the deciding function is asked about every request, whatever came with it', () => {
  const { properties } = only(
    resources,
    'AWS::ApiGatewayV2::Authorizer',
    ({ path }) => path === 'Authorizer/Decision',
  );
  expect(properties).toMatchObject({
    AuthorizerType: 'REQUEST',
    AuthorizerPayloadFormatVersion: '2.0',
    EnableSimpleResponses: true,
    AuthorizerResultTtlInSeconds: 0,
    AuthorizerUri: expect.stringContaining('<Authorizer/AdmitRequest/Function.Arn>'),
  });
  expect(properties).not.toHaveProperty('IdentitySource');
});

test('both authorizers trust the provider behind the edge, for the audience that tokens are issued to', () => {
  const authorizer = only(
    resources,
    'AWS::ApiGatewayV2::Authorizer',
    ({ path }) => path === 'Authorizer/AccessToken',
  );
  const issuer = 'https://<Edge/Edge/Distribution.DomainName>/oidc';
  expect(authorizer.properties.JwtConfiguration).toEqual({ Issuer: issuer, Audience: [tokenAudience] });
  for (const name of ['admit-request', 'provide-openid']) {
    const { properties } = only(
      resources,
      'AWS::Lambda::Function',
      ({ properties: { Description } }) => Description === `functions/identity/${name}.ts`,
    );
    expect(properties.Environment).toMatchObject({ Variables: { ISSUER: issuer } });
  }
});

test('a route lets in its own API, method and path only', () => {
  const sources = ofType(resources, 'AWS::Lambda::Permission')
    .filter(({ properties }) => properties.Principal === 'apigateway.amazonaws.com')
    .map(({ properties }) => String(properties.SourceArn));
  // Each route but the direct ones, one for both paths of a method that no other route takes, and the authorizer.
  expect(sources).toHaveLength(routes.length - directRoutes.length - unknownPaths.length / 2 + 1);
  for (const source of sources) {
    expect(source).toMatch(
      /^arn:aws:execute-api:us-east-1:111111111111:<Api\/(HttpApi|PreviewApi)>\/\*\/(GET|POST|PUT|PATCH|HEAD|DELETE|\$connect|\$disconnect)|^arn:aws:execute-api:us-east-1:111111111111:<Api\/HttpApi>\/authorizers\/<Authorizer\/Decision>$/,
    );
  }
});

test('a batch goes to the stream by its recording, and the fallback to the queue, as they came', () => {
  const parameters = (path: string) => integrations.get(path)?.properties.RequestParameters;
  expect(parameters('Capture/SendBatch/Integration')).toEqual({
    StreamName: '<CaptureData/BatchStream/Stream>',
    Data: '$request.body.data',
    PartitionKey: '$request.path.id',
  });
  expect(parameters('Capture/SendBatchFallback/Integration')).toEqual({
    QueueUrl: '<CaptureData/BatchQueue/Queue>',
    MessageBody: '$request.body.data',
  });
});

test('the access log has neither a query nor a path: a share link’s secret is in its path', () => {
  const stage = only(resources, 'AWS::ApiGatewayV2::Stage', ({ stack }) => stack === 'Api');
  const { Format } = stage.properties.AccessLogSettings as { Format: string };
  expect(Object.values(JSON.parse(Format)).sort()).toEqual([
    '$context.authorizer.claims.tenant_id',
    '$context.authorizer.decision',
    '$context.authorizer.error',
    '$context.authorizer.principalId',
    '$context.authorizer.tenantId',
    '$context.integrationErrorMessage',
    '$context.requestId',
    '$context.requestTimeEpoch',
    '$context.responseLatency',
    '$context.routeKey',
    '$context.status',
  ]);
});

test('the preview’s stage is made after its routes, as an API without routes cannot be deployed', () => {
  const stage = only(resources, 'AWS::ApiGatewayV2::Stage', ({ stack }) => stack === 'Compose');
  expect(stage.dependsOn).toEqual(
    expect.arrayContaining(['Compose/ConnectRoute/Route', 'Compose/DisconnectRoute/Route']),
  );
});
