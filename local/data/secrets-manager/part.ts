import { join } from 'node:path';
import type { LocalContext, LocalPart, ResourceProvider, TemplateResource } from '../../service.ts';
import { generatedName, resourceDigest } from '../physical-name.ts';
import type { ResourcePolicies } from '../resource-policies.ts';
import { allowProperties, section, textProperty } from '../template-properties.ts';
import { jsonService } from '../wire/json-service.ts';
import { generateSecretString } from './generate.ts';
import { secretOperations } from './operations.ts';
import { Secrets } from './secrets.ts';

/** What a secret is attached to: connection details that go into its JSON. */
type AttachmentTarget = (targetId: string) => Record<string, unknown>;

export function secretsManagerPart(
  context: LocalContext,
  now: () => number,
  policies: ResourcePolicies,
  target: AttachmentTarget,
): { part: LocalPart; secrets: Secrets } {
  const secrets = new Secrets(join(context.stateDirectory, 'secrets-manager', 'secrets.sqlite'), now);
  const service = jsonService({
    names: ['secretsmanager'],
    target: 'secretsmanager',
    version: '1.1',
    messageMember: 'Message',
    policies,
    operations: secretOperations(context, secrets),
  });
  return {
    secrets,
    part: {
      name: 'secrets-manager',
      providers: [secretProvider(context, secrets), attachmentProvider(secrets, target)],
      services: [service],
      async stop() {
        secrets.close();
      },
    },
  };
}

function secretProvider(context: LocalContext, secrets: Secrets): ResourceProvider {
  const nameOf = (resource: TemplateResource) =>
    textProperty(resource, 'Name') ?? generatedName(resource, 512);
  const arnOf = (resource: TemplateResource) =>
    `arn:aws:secretsmanager:${context.region}:${context.account}:secret:${nameOf(resource)}-${resourceDigest(resource).slice(-6)}`;
  return {
    types: ['AWS::SecretsManager::Secret'],
    identify: (resource) => ({ ref: arnOf(resource), attributes: { Id: arnOf(resource) } }),
    async create(resource) {
      allowProperties(resource, ['Name', 'GenerateSecretString', 'SecretString', 'KmsKeyId']);
      const secret = {
        name: nameOf(resource),
        arn: arnOf(resource),
        description: textProperty(resource, 'Description') ?? '',
        key: textProperty(resource, 'KmsKeyId'),
      };
      secrets.register(secret);
      if (secrets.versions(secret).length > 0) return;
      const given = textProperty(resource, 'SecretString');
      const value =
        'GenerateSecretString' in resource.properties
          ? generateSecretString(section(resource.properties, 'GenerateSecretString'))
          : given;
      if (value !== undefined) secrets.put(secret, { SecretString: value });
    },
  };
}

function attachmentProvider(secrets: Secrets, target: AttachmentTarget): ResourceProvider {
  return {
    types: ['AWS::SecretsManager::SecretTargetAttachment'],
    identify: (resource) => {
      const arn = textProperty(resource, 'SecretId') ?? '';
      return { ref: arn, attributes: { Id: arn } };
    },
    async create(resource) {
      allowProperties(resource, ['SecretId', 'TargetId', 'TargetType']);
      const secret = secrets.find(textProperty(resource, 'SecretId') ?? '');
      const before = secrets.current(secret)?.SecretString ?? '{}';
      const attached = JSON.stringify({
        ...JSON.parse(before),
        ...target(textProperty(resource, 'TargetId') ?? ''),
      });
      // Written once: a restart with the same target leaves the versions as they are.
      if (attached !== before) secrets.put(secret, { SecretString: attached });
    },
  };
}
