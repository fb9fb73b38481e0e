import {
  allowProperties,
  flag,
  numberProperty,
  section,
  textProperty,
} from '../../data/template-properties.ts';
import type { TemplateResource } from '../../service.ts';
import { UnsupportedError } from '../../service.ts';
import type { Authorizer } from './api.ts';
import { functionArnIn, requiredText, texts } from './properties.ts';

export function parseAuthorizer(
  resource: TemplateResource,
  id: string,
  localAddress: (text: string) => string,
): Authorizer {
  allowProperties(resource, [
    'ApiId',
    'Name',
    'AuthorizerType',
    'IdentitySource',
    'JwtConfiguration',
    'AuthorizerUri',
    'AuthorizerPayloadFormatVersion',
    'AuthorizerResultTtlInSeconds',
    'EnableSimpleResponses',
  ]);
  const identitySources = texts(resource.properties.IdentitySource);
  const type = requiredText(resource, 'AuthorizerType');
  if (type === 'JWT') {
    const jwt = section(resource.properties, 'JwtConfiguration');
    const [identitySource = '$request.header.Authorization'] = identitySources;
    const issuer = localAddress(String(jwt.Issuer ?? ''));
    if (!issuer) throw new UnsupportedError(`a JWT authorizer without issuer (${resource.id})`);
    return { kind: 'jwt', identitySource, issuer, audience: texts(jwt.Audience) };
  }
  const uri = requiredText(resource, 'AuthorizerUri');
  const functionArn = functionArnIn(uri);
  if (type !== 'REQUEST' || !functionArn) {
    throw new UnsupportedError(`AuthorizerType ${type} with ${uri} (${resource.id})`);
  }
  if (textProperty(resource, 'AuthorizerPayloadFormatVersion') === '1.0') {
    throw new UnsupportedError(`AuthorizerPayloadFormatVersion 1.0 (${resource.id})`);
  }
  return {
    kind: 'lambda',
    id,
    functionArn,
    identitySources,
    ttlSeconds: numberProperty(
      resource,
      'AuthorizerResultTtlInSeconds',
      identitySources.length > 0 ? 300 : 0,
    ),
    simple: flag(resource.properties.EnableSimpleResponses),
  };
}
