import type { LocalContext } from '../../service.ts';
import { shardId } from '../kinesis/streams.ts';
import type { Mapping } from './mapping.ts';

interface Probe {
  readonly action: string;
  readonly input: object;
}

/**
 * Makes sure that the function's role may read the source, by asking for each action in the role's
 * name. Inputs are chosen so that an allowed request changes nothing. Throws what Lambda would answer
 * when the mapping is created.
 */
export async function checkAccess(context: LocalContext, mapping: Mapping, role: string): Promise<void> {
  const probes =
    mapping.source === 'kinesis' ? streamProbes(mapping.sourceArn) : queueProbes(context, mapping.sourceArn);
  const [service, target, version] =
    mapping.source === 'kinesis' ? ['kinesis', 'Kinesis_20131202', '1.1'] : ['sqs', 'AmazonSQS', '1.0'];
  for (const { action, input } of probes) {
    const response = await context.call(role, {
      service,
      method: 'POST',
      path: '/',
      headers: { 'x-amz-target': `${target}.${action}`, 'content-type': `application/x-amz-json-${version}` },
      body: JSON.stringify(input),
    });
    const body = String(response.body ?? '');
    if (response.status >= 400 && /AccessDenied/.test(body)) {
      throw new Error(
        `The provided execution role does not have permissions to call ${action} on ${service.toUpperCase()} (${mapping.sourceArn}, role ${role}): ${body}`,
      );
    }
  }
}

function streamProbes(arn: string): readonly Probe[] {
  const iterator = { StreamARN: arn, ShardId: shardId(0), ShardIteratorType: 'LATEST' };
  const position = Buffer.from(
    JSON.stringify({ stream: arn.split('stream/')[1], shard: 0, issuedAt: Date.now() }),
  ).toString('base64');
  return [
    { action: 'DescribeStream', input: { StreamARN: arn } },
    { action: 'ListShards', input: { StreamARN: arn } },
    { action: 'GetShardIterator', input: iterator },
    { action: 'GetRecords', input: { ShardIterator: position, Limit: 1 } },
  ];
}

function queueProbes(context: LocalContext, arn: string): readonly Probe[] {
  const QueueUrl = `${context.endpoint}/${arn.split(':').slice(4).join('/')}`;
  return [
    { action: 'GetQueueAttributes', input: { QueueUrl, AttributeNames: ['QueueArn'] } },
    // Refused for its size, after the permission has been checked.
    { action: 'ReceiveMessage', input: { QueueUrl, MaxNumberOfMessages: 11 } },
    { action: 'DeleteMessage', input: { QueueUrl, ReceiptHandle: 'none' } },
  ];
}
