import { resourceDigest } from '../../data/physical-name.ts';
import { allowProperties, flag, section, textProperty } from '../../data/template-properties.ts';
import type { LocalContext, PhysicalResource, ResourceProvider, TemplateResource } from '../../service.ts';
import { UnsupportedError } from '../../service.ts';
import type { Api } from './api.ts';
import { parseAuthorizer } from './parse-authorizer.ts';
import { parseIntegration } from './parse-integration.ts';
import { parseStage } from './parse-stage.ts';
import { requiredText, texts } from './properties.ts';

type Create = (resource: TemplateResource) => void;

/** Stands up `AWS::ApiGatewayV2::*` in a registry that the HTTP and WebSocket listeners read. */
export function apiGatewayResources(context: LocalContext, apis: Map<string, Api>): ResourceProvider {
  const apiOf = (resource: TemplateResource): Api => {
    const id = requiredText(resource, 'ApiId');
    const api = apis.get(id);
    if (!api) throw new UnsupportedError(`${resource.type} (${resource.id}) of the unknown API ${id}`);
    return api;
  };

  const create: Record<string, Create> = {
    'AWS::ApiGatewayV2::Api': (resource) => {
      const api = parseApi(resource);
      apis.set(api.id, api);
    },
    'AWS::ApiGatewayV2::Stage': (resource) => {
      const stage = parseStage(resource);
      apiOf(resource).stages.set(stage.name, stage);
    },
    'AWS::ApiGatewayV2::Integration': (resource) => {
      apiOf(resource).integrations.set(shortId(resource), parseIntegration(resource));
    },
    'AWS::ApiGatewayV2::Authorizer': (resource) => {
      const authorizer = parseAuthorizer(resource, shortId(resource), context.localAddress);
      apiOf(resource).authorizers.set(shortId(resource), authorizer);
    },
    'AWS::ApiGatewayV2::Route': (resource) => addRoute(apiOf(resource), resource),
    // Stages here always serve the current routes, so a deployment has nothing to do.
    'AWS::ApiGatewayV2::Deployment': (resource) => {
      allowProperties(resource, ['ApiId', 'StageName']);
    },
  };

  return {
    types: Object.keys(create),
    identify: (resource) => identify(resource, context.region),
    async create(resource) {
      create[resource.type]?.(resource);
    },
  };
}

function identify(resource: TemplateResource, region: string): PhysicalResource {
  const id = shortId(resource);
  switch (resource.type) {
    case 'AWS::ApiGatewayV2::Api': {
      const scheme = resource.properties.ProtocolType === 'WEBSOCKET' ? 'wss' : 'https';
      const endpoint = `${scheme}://${id}.execute-api.${region}.amazonaws.com`;
      return { ref: id, attributes: { ApiId: id, ApiEndpoint: endpoint } };
    }
    case 'AWS::ApiGatewayV2::Stage':
      return { ref: requiredText(resource, 'StageName'), attributes: {} };
    default: {
      const attribute = `${resource.type.split('::')[2]}Id`;
      return { ref: id, attributes: { [attribute]: id } };
    }
  }
}

function parseApi(resource: TemplateResource): Api {
  allowProperties(resource, [
    'Name',
    'ProtocolType',
    'CorsConfiguration',
    'RouteSelectionExpression',
    'IpAddressType',
  ]);
  const protocol = requiredText(resource, 'ProtocolType');
  if (protocol !== 'HTTP' && protocol !== 'WEBSOCKET') {
    throw new UnsupportedError(`ProtocolType ${protocol} of ${resource.id}`);
  }
  const cors = section(resource.properties, 'CorsConfiguration');
  return {
    id: shortId(resource),
    protocol,
    routeSelectionExpression: textProperty(resource, 'RouteSelectionExpression') ?? '$request.body.action',
    cors:
      resource.properties.CorsConfiguration === undefined
        ? undefined
        : {
            allowOrigins: texts(cors.AllowOrigins),
            allowMethods: texts(cors.AllowMethods),
            allowHeaders: texts(cors.AllowHeaders),
            exposeHeaders: texts(cors.ExposeHeaders),
            allowCredentials: flag(cors.AllowCredentials),
            maxAge: cors.MaxAge === undefined ? undefined : Number(cors.MaxAge),
          },
    stages: new Map(),
    routes: new Map(),
    integrations: new Map(),
    authorizers: new Map(),
  };
}

function addRoute(api: Api, resource: TemplateResource): void {
  allowProperties(resource, [
    'ApiId',
    'RouteKey',
    'Target',
    'AuthorizationType',
    'AuthorizerId',
    'AuthorizationScopes',
    'RouteResponseSelectionExpression',
    'OperationName',
    'ApiKeyRequired',
  ]);
  const authorization = textProperty(resource, 'AuthorizationType') ?? 'NONE';
  if (!['NONE', 'JWT', 'CUSTOM'].includes(authorization) || flag(resource.properties.ApiKeyRequired)) {
    throw new UnsupportedError(`AuthorizationType ${authorization} or an API key on ${resource.id}`);
  }
  const target = requiredText(resource, 'Target');
  if (!target.startsWith('integrations/')) throw new UnsupportedError(`Target ${target} of ${resource.id}`);
  const key = requiredText(resource, 'RouteKey');
  if (api.routes.has(key)) throw new UnsupportedError(`a second route "${key}" (${resource.id})`);
  api.routes.set(key, {
    id: shortId(resource),
    key,
    integrationId: target.slice('integrations/'.length),
    authorizerId: authorization === 'NONE' ? undefined : requiredText(resource, 'AuthorizerId'),
    scopes: texts(resource.properties.AuthorizationScopes),
    answers: textProperty(resource, 'RouteResponseSelectionExpression') !== undefined,
  });
}

function shortId(resource: TemplateResource): string {
  return resourceDigest(resource).slice(0, 10);
}
