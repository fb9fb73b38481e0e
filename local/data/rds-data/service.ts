import { randomUUID } from 'node:crypto';
import type { AwsRequest, AwsResponse, AwsService } from '../../service.ts';
import { AwsError } from '../../service.ts';
import type { ResourcePolicies } from '../resource-policies.ts';
import type { Input } from '../wire/json-service.ts';
import type { DataOperation } from './operations.ts';

/** The Data API's REST interface: JSON posted to one path per operation. */
export function dataService(
  operations: Record<string, DataOperation>,
  policies: ResourcePolicies,
): AwsService {
  function operationOf(request: AwsRequest): DataOperation {
    const operation = request.method === 'POST' ? operations[request.path] : undefined;
    if (operation) return operation;
    throw new AwsError(
      'UnknownOperationException',
      `The local cloud does not support rds-data ${request.method} ${request.path}`,
      404,
    );
  }
  return {
    names: ['rds-data'],
    policy: policies.find,
    permissions: (request) => operationOf(request).permissions(parse(request)),
    async handle(request) {
      return respond(200, await operationOf(request).run(parse(request), request));
    },
    error: (error) =>
      respond(error.status, { ...error.extra, message: error.message }, { 'x-amzn-errortype': error.code }),
  };
}

function parse(request: AwsRequest): Input {
  try {
    const value: unknown = JSON.parse(request.body.toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Input;
  } catch {
    // The same refusal as for JSON that is no object.
  }
  throw new AwsError('BadRequestException', 'The request body is not a JSON object');
}

function respond(status: number, body: object, headers: Record<string, string> = {}): AwsResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID(), ...headers },
    body: JSON.stringify(body),
  };
}
