import { join } from 'node:path';
import type { LocalContext, LocalPart, ResourceProvider, TemplateResource } from '../../service.ts';
import { generatedName } from '../physical-name.ts';
import type { ResourcePolicies } from '../resource-policies.ts';
import { allowProperties, numberProperty, section, textProperty } from '../template-properties.ts';
import { jsonService } from '../wire/json-service.ts';
import { kinesisOperations } from './operations.ts';
import { Streams } from './streams.ts';

/** What an on-demand stream starts with on AWS. */
const onDemandShards = 4;
const trimEveryMs = 60_000;

export function kinesisPart(
  context: LocalContext,
  now: () => number,
  policies: ResourcePolicies,
): { part: LocalPart; streams: Streams } {
  const streams = new Streams(join(context.stateDirectory, 'kinesis', 'streams.sqlite'), now);
  let trimming: NodeJS.Timeout | undefined;
  const service = jsonService({
    names: ['kinesis'],
    target: 'Kinesis_20131202',
    version: '1.1',
    policies,
    operations: kinesisOperations(context, streams, now),
  });
  return {
    streams,
    part: {
      name: 'kinesis',
      providers: [streamProvider(context, streams)],
      services: [service],
      async run() {
        trimming = setInterval(() => streams.trim(), trimEveryMs).unref();
      },
      async stop() {
        clearInterval(trimming);
        streams.close();
      },
    },
  };
}

function streamProvider(context: LocalContext, streams: Streams): ResourceProvider {
  const nameOf = (resource: TemplateResource) =>
    textProperty(resource, 'Name') ?? generatedName(resource, 128);
  const arnOf = (resource: TemplateResource) =>
    `arn:aws:kinesis:${context.region}:${context.account}:stream/${nameOf(resource)}`;
  return {
    types: ['AWS::Kinesis::Stream'],
    identify: (resource) => ({
      ref: nameOf(resource),
      attributes: { Arn: arnOf(resource), StreamId: nameOf(resource) },
    }),
    async create(resource) {
      allowProperties(resource, [
        'Name',
        'ShardCount',
        'StreamModeDetails',
        'RetentionPeriodHours',
        'StreamEncryption',
      ]);
      const onDemand = section(resource.properties, 'StreamModeDetails').StreamMode === 'ON_DEMAND';
      const keyId = section(resource.properties, 'StreamEncryption').KeyId;
      streams.register({
        name: nameOf(resource),
        arn: arnOf(resource),
        onDemand,
        shardCount: onDemand ? onDemandShards : numberProperty(resource, 'ShardCount', 1),
        retentionHours: numberProperty(resource, 'RetentionPeriodHours', 24),
        key: typeof keyId === 'string' ? keyId : undefined,
      });
    },
  };
}
