import type { LocalContext } from '../../service.ts';
import type { Integration } from '../api-gateway/api.ts';
import type { MappingSource } from './parameter-mapping.ts';
import { mapParameters } from './parameter-mapping.ts';
import type { ApiResponse } from './response.ts';
import { internalServerError, refusal } from './response.ts';

type ServiceIntegration = Exclude<Integration, { kind: 'lambda' }>;

const operations = {
  'kinesis-put-record': {
    service: 'kinesis',
    target: 'Kinesis_20131202.PutRecord',
    contentType: 'application/x-amz-json-1.1',
  },
  'sqs-send-message': {
    service: 'sqs',
    target: 'AmazonSQS.SendMessage',
    contentType: 'application/x-amz-json-1.0',
  },
} as const;

/**
 * Calls Kinesis or SQS straight from a route, as the integration's own role. Whatever goes wrong
 * there (a throttle, a missing stream or grant) is a 500 for the caller.
 */
export async function callService(
  context: LocalContext,
  integration: ServiceIntegration,
  source: MappingSource,
): Promise<ApiResponse> {
  const mapped = mapParameters(integration.parameters, source);
  if ('missing' in mapped) return refusal(400, `Missing or empty parameter: ${mapped.missing}`);
  const { service, target, contentType } = operations[integration.kind];
  const { DelaySeconds, ...texts } = mapped.values;
  const input = { ...texts, ...(DelaySeconds !== undefined && { DelaySeconds: Number(DelaySeconds) }) };
  const response = await context.call(integration.credentials, {
    service,
    method: 'POST',
    path: '/',
    headers: { 'x-amz-target': target, 'content-type': contentType },
    body: JSON.stringify(input),
  });
  if (response.status >= 300) {
    context.log({
      level: 'warn',
      part: 'http-api',
      message: `${service} refused a direct integration's call`,
      detail: { status: response.status, error: errorCode(response.body) },
    });
    return internalServerError;
  }
  return { status: 200, headers: { 'content-type': 'application/json' }, body: response.body ?? '' };
}

/** The error's code alone: its message may quote the caller's content. */
function errorCode(body: Buffer | string | undefined): string {
  return /"__type"\s*:\s*"(?:[^"#]*#)?([^"]*)"/.exec(body?.toString() ?? '')?.[1] ?? 'unknown';
}
