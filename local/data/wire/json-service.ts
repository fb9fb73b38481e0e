import { randomUUID } from 'node:crypto';
import type { AwsRequest, AwsResponse, AwsService, Permission } from '../../service.ts';
import { AwsError } from '../../service.ts';
import type { ResourcePolicies } from '../resource-policies.ts';

/** Parsed JSON input of an operation. Members are checked where they are used. */
export type Input = Record<string, unknown>;

export interface Operation {
  permissions(input: Input, request: AwsRequest): readonly Permission[];
  run(input: Input, request: AwsRequest): object | undefined | Promise<object | undefined>;
}

interface JsonServiceOptions {
  readonly names: readonly string[];
  /** Part of `X-Amz-Target` before the dot. */
  readonly target: string;
  readonly version: '1.0' | '1.1';
  /** Namespace before `#` in the error's `__type`; none for services that send the bare code. */
  readonly errorNamespace?: string;
  /** Extra headers of an error, such as SQS's query-compatible code. */
  readonly errorHeaders?: (error: AwsError) => Record<string, string>;
  /** The error member's name: most services say `message`, Secrets Manager `Message`. */
  readonly messageMember?: 'message' | 'Message';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly policies?: ResourcePolicies;
}

/** A service that speaks AWS JSON 1.0 or 1.1: one address, the operation in `X-Amz-Target`. */
export function jsonService(options: JsonServiceOptions): AwsService {
  const contentType = `application/x-amz-json-${options.version}`;
  const parsed = new WeakMap<AwsRequest, Input>();

  function operationOf(request: AwsRequest): Operation {
    const [target, name] = (request.headers['x-amz-target'] ?? '').split('.');
    const operation = target === options.target && name ? options.operations[name] : undefined;
    if (!operation) {
      throw new AwsError(
        'UnknownOperationException',
        `The local cloud does not support the operation ${options.names[0]}:${name ?? '(none named)'}`,
      );
    }
    return operation;
  }

  // The gateway asks for permissions first and hands over the same request afterwards.
  function inputOf(request: AwsRequest): Input {
    let input = parsed.get(request);
    if (!input) {
      input = parseInput(request.body);
      parsed.set(request, input);
    }
    return input;
  }

  return {
    names: options.names,
    permissions: (request) => operationOf(request).permissions(inputOf(request), request),
    async handle(request) {
      const output = await operationOf(request).run(inputOf(request), request);
      return respond(200, output ?? {}, contentType);
    },
    error(error) {
      const namespace = options.errorNamespace ? `${options.errorNamespace}#` : '';
      const body = {
        ...error.extra,
        __type: `${namespace}${error.code}`,
        [options.messageMember ?? 'message']: error.message,
      };
      return respond(error.status, body, contentType, options.errorHeaders?.(error));
    },
    ...(options.policies && { policy: options.policies.find }),
  };
}

function respond(
  status: number,
  body: object,
  contentType: string,
  headers: Record<string, string> = {},
): AwsResponse {
  return {
    status,
    headers: { 'content-type': contentType, 'x-amzn-requestid': randomUUID(), ...headers },
    body: JSON.stringify(body),
  };
}

function parseInput(body: Buffer): Input {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Input;
  } catch {
    // Falls through to the same refusal as a body that is JSON but no object.
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object');
}
