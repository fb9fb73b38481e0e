import { expect, test } from 'vitest';
import openApi from '../../docs/api/openapi.json' with { type: 'json' };
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

test('every route leads where docs/architecture.md says', () => {
  expect(Object.fromEntries(routes.map((route) => [route.properties.RouteKey, targetOf(route)]))).toEqual({
    'POST /v1/tokens': 'identity/issue-token',
    'GET /.well-known/openid-configuration': 'identity/publish-keys',
    'GET /.well-known/jwks.json': 'identity/publish-keys',
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
    'PUT /v1/guides/{id}/visibility': 'share/set-visibility',
    'POST /v1/guides/{id}/links': 'share/create-link',
    'GET /v1/guides/{id}/links': 'share/list-links',
    'DELETE /v1/guides/{id}/links/{linkId}': 'share/revoke-link',
    'POST /v1/guides/{id}/access': 'share/grant-access',
    'GET /v1/guides/{id}/export': 'share/export-guide',
    'GET /s/{token}': 'share/open-link',
    $connect: 'compose/connect-preview',
    $disconnect: 'compose/disconnect-preview',
  });
});

const httpRoutes = routes.filter(({ properties }) => !String(properties.RouteKey).startsWith('$'));

const described: Record<string, Record<string, { readonly responses: object }>> = openApi.paths;

test('docs/api/openapi.json describes exactly the routes that are deployed, and who may come in', () => {
  const documented = Object.entries(described).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => [
      `${method.toUpperCase()} ${path}`,
      'security' in operation ? 'NONE' : 'JWT',
    ]),
  );
  const deployed = httpRoutes.map(({ properties }) => [properties.RouteKey, properties.AuthorizationType]);
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(deployed));
});

test('no operation refuses with 403: the edge would put its own page in place of the problem', () => {
  const codes = Object.values(described).flatMap((operations) =>
    Object.values(operations).flatMap(({ responses }) => Object.keys(responses)),
  );
  expect(codes).toContain('404');
  expect(codes).not.toContain('403');
});

const openRoutes = [
  '$connect',
  '$disconnect',
  'GET /.well-known/jwks.json',
  'GET /.well-known/openid-configuration',
  'GET /s/{token}',
  'POST /v1/tokens',
];

test('every route but the listed ones asks for an access token with the scope', () => {
  const open = routes.filter(({ properties }) => properties.AuthorizationType === 'NONE');
  expect(open.map(({ properties }) => properties.RouteKey).sort()).toEqual(openRoutes);
  for (const { properties } of routes.filter((route) => !open.includes(route))) {
    expect(properties).toMatchObject({
      AuthorizationType: 'JWT',
      AuthorizerId: '<Authorizer/AccessToken>',
      AuthorizationScopes: ['guides'],
    });
  }
});

test('the authorizer trusts the API’s own address, for the audience that tokens are issued to', () => {
  const authorizer = only(resources, 'AWS::ApiGatewayV2::Authorizer');
  const issuer = 'https://<Api/HttpApi>.execute-api.us-east-1.amazonaws.com';
  expect(authorizer.properties.JwtConfiguration).toEqual({ Issuer: issuer, Audience: [tokenAudience] });
  const publishKeys = only(
    resources,
    'AWS::Lambda::Function',
    ({ properties }) => properties.Description === 'functions/identity/publish-keys.ts',
  );
  expect(publishKeys.properties.Environment).toMatchObject({ Variables: { ISSUER: issuer } });
});

test('a route lets in its own API, method and path only', () => {
  const sources = ofType(resources, 'AWS::Lambda::Permission')
    .filter(({ properties }) => properties.Principal === 'apigateway.amazonaws.com')
    .map(({ properties }) => String(properties.SourceArn));
  expect(sources).toHaveLength(24);
  for (const source of sources) {
    expect(source).toMatch(
      /^arn:aws:execute-api:us-east-1:111111111111:<Api\/(HttpApi|PreviewApi)>\/\*\/(GET|POST|PUT|DELETE|\$connect|\$disconnect)/,
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
    '$context.authorizer.error',
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
