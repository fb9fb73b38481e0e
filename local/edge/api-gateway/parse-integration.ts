import { allowProperties, numberProperty, textProperty } from '../../data/template-properties.ts';
import type { TemplateResource } from '../../service.ts';
import { UnsupportedError } from '../../service.ts';
import type { Integration } from './api.ts';
import { functionArnIn, requiredText, textEntries } from './properties.ts';

/** API Gateway's own limit on how long an integration may take, in milliseconds. */
const longestTimeout = 30_000;

const subtypes = {
  'Kinesis-PutRecord': {
    kind: 'kinesis-put-record',
    parameters: ['StreamName', 'Data', 'PartitionKey', 'ExplicitHashKey'],
  },
  'SQS-SendMessage': {
    kind: 'sqs-send-message',
    parameters: ['QueueUrl', 'MessageBody', 'DelaySeconds', 'MessageGroupId', 'MessageDeduplicationId'],
  },
} as const;

export function parseIntegration(resource: TemplateResource): Integration {
  allowProperties(resource, [
    'ApiId',
    'IntegrationType',
    'IntegrationUri',
    'IntegrationSubtype',
    'IntegrationMethod',
    'PayloadFormatVersion',
    'RequestParameters',
    'CredentialsArn',
    'TimeoutInMillis',
  ]);
  const type = requiredText(resource, 'IntegrationType');
  if (type !== 'AWS_PROXY') throw new UnsupportedError(`IntegrationType ${type} of ${resource.id}`);
  const timeout = Math.min(numberProperty(resource, 'TimeoutInMillis', longestTimeout), longestTimeout);
  const subtype = textProperty(resource, 'IntegrationSubtype');
  return subtype === undefined
    ? lambdaIntegration(resource, timeout)
    : serviceIntegration(resource, subtype, timeout);
}

function lambdaIntegration(resource: TemplateResource, timeout: number): Integration {
  const uri = requiredText(resource, 'IntegrationUri');
  const functionArn = functionArnIn(uri);
  if (!functionArn) throw new UnsupportedError(`IntegrationUri ${uri} of ${resource.id}`);
  for (const property of ['RequestParameters', 'CredentialsArn']) {
    if (resource.properties[property] !== undefined) {
      throw new UnsupportedError(`${property} on the Lambda integration ${resource.id}`);
    }
  }
  return { kind: 'lambda', functionArn, timeout };
}

function serviceIntegration(resource: TemplateResource, subtype: string, timeout: number): Integration {
  const known = Object.entries(subtypes).find(([name]) => name === subtype)?.[1];
  if (!known) throw new UnsupportedError(`IntegrationSubtype ${subtype} of ${resource.id}`);
  const parameters = textEntries(resource.properties.RequestParameters);
  for (const name of Object.keys(parameters)) {
    if (!known.parameters.some((parameter) => parameter === name)) {
      throw new UnsupportedError(`request parameter ${name} of ${subtype} (${resource.id})`);
    }
  }
  return { kind: known.kind, parameters, credentials: requiredText(resource, 'CredentialsArn'), timeout };
}
