import type { LocalContext, LocalPart } from '../service.ts';
import { dynamodbPart } from './dynamodb/part.ts';
import { eventSourcesPart } from './event-sources/part.ts';
import { kinesisPart } from './kinesis/part.ts';
import { kmsPart } from './kms/part.ts';
import { attachment, rdsData } from './rds-data/part.ts';
import { ResourcePolicies } from './resource-policies.ts';
import { s3Part } from './s3/part.ts';
import { secretsManagerPart } from './secrets-manager/part.ts';
import { sesPart } from './ses/part.ts';
import { sqsPart } from './sqs/part.ts';

/**
 * The services that keep data, in the order in which they start; they stop the other way round, so
 * the pollers of event sources first. `now` (milliseconds) is what every expiry goes by.
 */
export function dataParts(context: LocalContext, now: () => number = Date.now): readonly LocalPart[] {
  const policies = new ResourcePolicies();
  const kms = kmsPart(context, now, policies);
  const database = rdsData(context);
  const { part: secretsManager, secrets } = secretsManagerPart(context, now, policies, (targetId) =>
    attachment(context, database.clusters, targetId),
  );
  const { part: kinesis, streams } = kinesisPart(context, now, policies);
  const { part: sqs, queues } = sqsPart(context, now, policies);
  const { part: s3 } = s3Part(context, now, policies);
  return [
    kms,
    secretsManager,
    database.part(secrets, policies),
    dynamodbPart(context, now, policies),
    kinesis,
    sqs,
    s3,
    sesPart(context, now),
    eventSourcesPart(context, { streams, queues, now }),
  ];
}
