import { join } from 'node:path';
import type { LocalContext, LocalPart, ResourceProvider, TemplateResource } from '../../service.ts';
import { generatedName } from '../physical-name.ts';
import type { ResourcePolicies } from '../resource-policies.ts';
import { allowProperties, textProperty } from '../template-properties.ts';
import { bucketArn } from './bucket.ts';
import { bucketFrom } from './bucket-properties.ts';
import { s3Service } from './service.ts';
import { S3Store } from './store.ts';

const sweepEveryMs = 60_000;

export function s3Part(
  context: LocalContext,
  now: () => number,
  policies: ResourcePolicies,
): { part: LocalPart; store: S3Store } {
  const store = new S3Store(join(context.stateDirectory, 's3'), now);
  policies.register('s3', (arn) => store.policy(arn));
  let sweeping: NodeJS.Timeout | undefined;
  let sweep: Promise<unknown> = Promise.resolve();
  return {
    store,
    part: {
      name: 's3',
      providers: [bucketProvider(context, store), bucketPolicyProvider(store)],
      services: [s3Service(context, store, policies)],
      start: () => store.clean(),
      async run() {
        sweeping = setInterval(() => {
          sweep = sweep
            .then(() => store.sweep())
            .catch((error: Error) => {
              context.log({
                level: 'error',
                part: 's3',
                message: `lifecycle sweep failed: ${error.message}`,
              });
            });
        }, sweepEveryMs).unref();
      },
      async stop() {
        clearInterval(sweeping);
        await sweep;
        store.close();
      },
    },
  };
}

function bucketProvider(context: LocalContext, store: S3Store): ResourceProvider {
  const nameOf = (resource: TemplateResource) =>
    textProperty(resource, 'BucketName') ?? generatedName(resource, 63).toLowerCase();
  return {
    types: ['AWS::S3::Bucket'],
    identify(resource) {
      const name = nameOf(resource);
      return {
        ref: name,
        attributes: {
          Arn: bucketArn(name),
          DomainName: `${name}.s3.amazonaws.com`,
          RegionalDomainName: `${name}.s3.${context.region}.amazonaws.com`,
          DualStackDomainName: `${name}.s3.dualstack.${context.region}.amazonaws.com`,
        },
      };
    },
    async create(resource) {
      store.register(bucketFrom(resource, nameOf(resource)));
    },
  };
}

function bucketPolicyProvider(store: S3Store): ResourceProvider {
  const bucketOf = (resource: TemplateResource) => textProperty(resource, 'Bucket') ?? '';
  return {
    types: ['AWS::S3::BucketPolicy'],
    identify: (resource) => ({ ref: bucketOf(resource), attributes: {} }),
    async create(resource) {
      allowProperties(resource, ['Bucket', 'PolicyDocument']);
      store.setPolicy(bucketOf(resource), resource.properties.PolicyDocument);
    },
  };
}
