import type { TemplateResource } from '../../service.ts';
import { UnsupportedError } from '../../service.ts';
import { resourceUuid } from '../physical-name.ts';
import { allowProperties, flag, numberProperty, section, textProperty } from '../template-properties.ts';

interface CommonSettings {
  readonly id: string;
  readonly functionArn: string;
  readonly sourceArn: string;
  readonly batchSize: number;
  readonly windowMs: number;
  /** The function names the records of a batch that failed. */
  readonly reportsFailures: boolean;
}

export interface StreamMapping extends CommonSettings {
  readonly source: 'kinesis';
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly parallelization: number;
  /** Infinity until the record expires. */
  readonly maximumRetries: number;
  readonly maximumAgeMs: number;
  readonly bisects: boolean;
  /** ARN of a queue or bucket; absent: exhausted records are dropped, as on AWS. */
  readonly onFailure: string | undefined;
}

export interface QueueMapping extends CommonSettings {
  readonly source: 'sqs';
  readonly concurrency: number;
}

export type Mapping = StreamMapping | QueueMapping;

const common = [
  'MetricsConfig',
  'FunctionName',
  'EventSourceArn',
  'BatchSize',
  'MaximumBatchingWindowInSeconds',
  'FunctionResponseTypes',
  'Enabled',
];
const ofStreams = [
  ...common,
  'StartingPosition',
  'ParallelizationFactor',
  'MaximumRetryAttempts',
  'MaximumRecordAgeInSeconds',
  'BisectBatchOnFunctionError',
  'DestinationConfig',
];
const ofQueues = [...common, 'ScalingConfig'];
const defaultPollers = 5;

/** `undefined` for a mapping that the template disables. */
export function mappingFrom(
  resource: TemplateResource,
  arnOfFunction: (name: string) => string,
): Mapping | undefined {
  const sourceArn = textProperty(resource, 'EventSourceArn') ?? '';
  const service = sourceArn.split(':')[2];
  if (service !== 'kinesis' && service !== 'sqs') {
    throw new UnsupportedError(`event source ${sourceArn} (${resource.id})`);
  }
  allowProperties(resource, service === 'kinesis' ? ofStreams : ofQueues);
  const enabled = resource.properties.Enabled;
  if (enabled !== undefined && !flag(enabled)) return undefined;
  const name = textProperty(resource, 'FunctionName') ?? '';
  const settings = {
    id: resourceUuid(resource),
    functionArn: name.startsWith('arn:') ? name : arnOfFunction(name),
    sourceArn,
    batchSize: numberProperty(resource, 'BatchSize', service === 'kinesis' ? 100 : 10),
    windowMs: numberProperty(resource, 'MaximumBatchingWindowInSeconds', 0) * 1000,
    reportsFailures: reportsFailures(resource),
  };
  return service === 'kinesis' ? streamMapping(resource, settings) : queueMapping(resource, settings);
}

function streamMapping(resource: TemplateResource, settings: CommonSettings): StreamMapping {
  const position = textProperty(resource, 'StartingPosition');
  if (position !== 'TRIM_HORIZON' && position !== 'LATEST') {
    throw new UnsupportedError(`StartingPosition ${position} (${resource.id})`);
  }
  const unlimited = (name: string) => {
    const number = numberProperty(resource, name, -1);
    return number < 0 ? Number.POSITIVE_INFINITY : number;
  };
  const destination = section(section(resource.properties, 'DestinationConfig'), 'OnFailure').Destination;
  return {
    ...settings,
    source: 'kinesis',
    startingPosition: position,
    parallelization: numberProperty(resource, 'ParallelizationFactor', 1),
    maximumRetries: unlimited('MaximumRetryAttempts'),
    maximumAgeMs: unlimited('MaximumRecordAgeInSeconds') * 1000,
    bisects: flag(resource.properties.BisectBatchOnFunctionError),
    onFailure: typeof destination === 'string' ? destination : undefined,
  };
}

function queueMapping(resource: TemplateResource, settings: CommonSettings): QueueMapping {
  if (settings.batchSize > 10 && settings.windowMs === 0) {
    throw new Error(`A BatchSize above 10 needs MaximumBatchingWindowInSeconds (${resource.id})`);
  }
  const maximum = section(resource.properties, 'ScalingConfig').MaximumConcurrency;
  return {
    ...settings,
    source: 'sqs',
    concurrency: Math.min(defaultPollers, maximum === undefined ? defaultPollers : Number(maximum)),
  };
}

function reportsFailures(resource: TemplateResource): boolean {
  const types = resource.properties.FunctionResponseTypes;
  if (types === undefined) return false;
  if (Array.isArray(types) && types.every((type) => type === 'ReportBatchItemFailures'))
    return types.length > 0;
  throw new UnsupportedError(`FunctionResponseTypes ${JSON.stringify(types)} (${resource.id})`);
}
