import { join } from 'node:path';
import type { LocalContext, LocalPart, ResourceProvider, TemplateResource } from '../../service.ts';
import { generatedName } from '../physical-name.ts';
import type { ResourcePolicies } from '../resource-policies.ts';
import { allowProperties, flag, numberProperty, textProperty } from '../template-properties.ts';
import { jsonService } from '../wire/json-service.ts';
import { queryErrorHeaders, sqsOperations } from './operations.ts';
import type { Queue } from './queue.ts';
import { Queues } from './queues.ts';

const expireEveryMs = 60_000;

export function sqsPart(
  context: LocalContext,
  now: () => number,
  policies: ResourcePolicies,
): { part: LocalPart; queues: Queues } {
  const queues = new Queues(join(context.stateDirectory, 'sqs', 'queues.sqlite'), now);
  policies.register('sqs', (arn) => queues.policy(arn));
  let expiring: NodeJS.Timeout | undefined;
  const service = jsonService({
    names: ['sqs'],
    target: 'AmazonSQS',
    version: '1.0',
    errorNamespace: 'com.amazonaws.sqs',
    errorHeaders: queryErrorHeaders,
    operations: sqsOperations(context, queues),
    policies,
  });
  return {
    queues,
    part: {
      name: 'sqs',
      providers: [queueProvider(context, queues, now), policyProvider(queues)],
      services: [service],
      async run() {
        expiring = setInterval(() => queues.expire(), expireEveryMs).unref();
      },
      async stop() {
        clearInterval(expiring);
        queues.close();
      },
    },
  };
}

function queueProvider(context: LocalContext, queues: Queues, now: () => number): ResourceProvider {
  function nameOf(resource: TemplateResource): string {
    const given = textProperty(resource, 'QueueName');
    if (given) return given;
    return flag(resource.properties.FifoQueue)
      ? `${generatedName(resource, 75)}.fifo`
      : generatedName(resource, 80);
  }
  const arnOf = (name: string) => `arn:aws:sqs:${context.region}:${context.account}:${name}`;
  // Not an amazonaws.com address: SQS clients take the queue's address as their endpoint.
  const urlOf = (name: string) => `${context.endpoint}/${context.account}/${name}`;
  return {
    types: ['AWS::SQS::Queue'],
    identify(resource) {
      const name = nameOf(resource);
      return {
        ref: urlOf(name),
        attributes: { Arn: arnOf(name), QueueName: name, QueueUrl: urlOf(name) },
      };
    },
    async create(resource) {
      allowProperties(resource, [
        'QueueName',
        'FifoQueue',
        'ContentBasedDeduplication',
        'DelaySeconds',
        'VisibilityTimeout',
        'MessageRetentionPeriod',
        'ReceiveMessageWaitTimeSeconds',
        'MaximumMessageSize',
        'RedrivePolicy',
        'RedriveAllowPolicy',
        'KmsMasterKeyId',
        'KmsDataKeyReusePeriodSeconds',
        'SqsManagedSseEnabled',
      ]);
      const name = nameOf(resource);
      queues.register({
        name,
        arn: arnOf(name),
        url: urlOf(name),
        fifo: flag(resource.properties.FifoQueue),
        contentBasedDeduplication: flag(resource.properties.ContentBasedDeduplication),
        delaySeconds: numberProperty(resource, 'DelaySeconds', 0),
        visibilitySeconds: numberProperty(resource, 'VisibilityTimeout', 30),
        retentionSeconds: numberProperty(resource, 'MessageRetentionPeriod', 345_600),
        waitSeconds: numberProperty(resource, 'ReceiveMessageWaitTimeSeconds', 0),
        maximumMessageBytes: numberProperty(resource, 'MaximumMessageSize', 1_048_576),
        key: textProperty(resource, 'KmsMasterKeyId'),
        redrive: redriveOf(resource),
        createdAt: now(),
      });
    },
  };
}

function redriveOf(resource: TemplateResource): Queue['redrive'] {
  const value = resource.properties.RedrivePolicy;
  if (value === undefined) return undefined;
  const policy = typeof value === 'string' ? JSON.parse(value) : value;
  const targetArn = String(policy.deadLetterTargetArn);
  return {
    targetArn,
    targetName: targetArn.split(':').at(-1) ?? '',
    maxReceiveCount: Number(policy.maxReceiveCount),
  };
}

function policyProvider(queues: Queues): ResourceProvider {
  return {
    types: ['AWS::SQS::QueuePolicy'],
    identify: (resource) => ({
      ref: generatedName(resource, 80),
      attributes: { Id: generatedName(resource, 80) },
    }),
    async create(resource) {
      allowProperties(resource, ['PolicyDocument', 'Queues']);
      const urls = resource.properties.Queues;
      for (const url of Array.isArray(urls) ? urls.map(String) : []) {
        queues.setPolicy(url.split('/').at(-1) ?? '', resource.properties.PolicyDocument);
      }
    },
  };
}
