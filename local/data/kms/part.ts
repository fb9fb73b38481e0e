import { join } from 'node:path';
import type { LocalContext, LocalPart, ResourceProvider, TemplateResource } from '../../service.ts';
import { UnsupportedError } from '../../service.ts';
import { resourceUuid } from '../physical-name.ts';
import type { ResourcePolicies } from '../resource-policies.ts';
import { allowProperties, flag, textProperty } from '../template-properties.ts';
import { jsonService } from '../wire/json-service.ts';
import { keySpecs } from './key-life.ts';
import type { KeySpec, KeyUsage } from './keys.ts';
import { Keys } from './keys.ts';
import { kmsOperations } from './operations.ts';

export function kmsPart(context: LocalContext, now: () => number, policies: ResourcePolicies): LocalPart {
  const arnPrefix = `arn:aws:kms:${context.region}:${context.account}:`;
  const keys = new Keys(join(context.stateDirectory, 'kms', 'keys.sqlite'), arnPrefix);
  policies.register('kms', (arn) => keys.policy(arn));
  const service = jsonService({
    names: ['kms'],
    target: 'TrentService',
    version: '1.1',
    operations: kmsOperations(keys, { account: context.account, arnPrefix, now }),
    policies,
  });
  return {
    name: 'kms',
    providers: [keyProvider(keys, arnPrefix, now), aliasProvider(keys)],
    services: [service],
    async stop() {
      keys.close();
    },
  };
}

function keyProvider(keys: Keys, arnPrefix: string, now: () => number): ResourceProvider {
  const arnOf = (resource: TemplateResource) => `${arnPrefix}key/${resourceUuid(resource)}`;
  return {
    types: ['AWS::KMS::Key'],
    identify: (resource) => ({
      ref: resourceUuid(resource),
      attributes: { Arn: arnOf(resource), KeyId: resourceUuid(resource) },
    }),
    async create(resource) {
      allowProperties(resource, [
        'Enabled',
        'EnableKeyRotation',
        'RotationPeriodInDays',
        'KeyPolicy',
        'KeySpec',
        'KeyUsage',
        'PendingWindowInDays',
      ]);
      const spec = textProperty(resource, 'KeySpec') ?? 'SYMMETRIC_DEFAULT';
      if (!keySpecs.includes(spec)) throw new UnsupportedError(`key spec ${spec} (${resource.id})`);
      const usage = textProperty(resource, 'KeyUsage') ?? 'ENCRYPT_DECRYPT';
      if ((usage === 'SIGN_VERIFY') === (spec === 'SYMMETRIC_DEFAULT')) {
        throw new UnsupportedError(`key usage ${usage} of a ${spec} key (${resource.id})`);
      }
      await keys.register(
        {
          id: resourceUuid(resource),
          arn: arnOf(resource),
          spec: spec as KeySpec,
          usage: usage as KeyUsage,
          enabled: resource.properties.Enabled === undefined || flag(resource.properties.Enabled),
          tags: {},
          description: textProperty(resource, 'Description') ?? '',
          policy: resource.properties.KeyPolicy,
        },
        now(),
      );
    },
  };
}

function aliasProvider(keys: Keys): ResourceProvider {
  const nameOf = (resource: TemplateResource) => textProperty(resource, 'AliasName') ?? '';
  return {
    types: ['AWS::KMS::Alias'],
    identify: (resource) => ({ ref: nameOf(resource), attributes: {} }),
    async create(resource) {
      allowProperties(resource, ['AliasName', 'TargetKeyId']);
      keys.alias(nameOf(resource), textProperty(resource, 'TargetKeyId') ?? '');
    },
  };
}
