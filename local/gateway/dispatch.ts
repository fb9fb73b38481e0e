import {
  AwsError,
  type AwsRequest,
  type AwsResponse,
  type AwsService,
  type LocalLogEvent,
  UnsupportedError,
} from '../service.ts';
import type { Authorize } from './authorize.ts';
import type { CallingWorker, FaultPoints } from './faults.ts';
import { type Refusal, refusalError } from './refusal.ts';

export interface Dispatch {
  /** Authorizes and executes; every failure becomes an answer in the service's own format. */
  execute(request: AwsRequest, worker?: CallingWorker): Promise<AwsResponse | 'severed'>;
  refuse(request: AwsRequest, refusal: Refusal): AwsResponse;
  failure(request: AwsRequest, error: unknown): AwsResponse;
}

export interface DispatchParts {
  readonly service: (name: string) => AwsService | undefined;
  readonly authorize: Authorize;
  readonly faults: FaultPoints;
  readonly log: (event: LocalLogEvent) => void;
}

/** A request's way through the gateway once it is known who sent it. */
export function createDispatch({ service, authorize, faults, log }: DispatchParts): Dispatch {
  const answer = (request: AwsRequest, error: AwsError): AwsResponse =>
    service(request.service)?.error(error, request) ?? unknownService(request.service);

  const failure = (request: AwsRequest, error: unknown): AwsResponse => {
    if (error instanceof AwsError) return answer(request, error);
    const message = error instanceof Error ? error.message : String(error);
    const unsupported = error instanceof UnsupportedError;
    log({
      level: 'error',
      part: 'gateway',
      message: unsupported ? message : `${request.service} failed: ${message}`,
      detail: {
        service: request.service,
        principal: request.principal.arn,
        ...(!unsupported && error instanceof Error && { stack: error.stack }),
      },
    });
    return answer(
      request,
      unsupported
        ? new AwsError('UnsupportedOperationException', message, 400)
        : new AwsError('InternalFailure', 'The local cloud failed; its log says why', 500),
    );
  };

  const refuse = (request: AwsRequest, refusal: Refusal): AwsResponse => {
    log({
      level: 'warn',
      part: 'gateway',
      message: `refused a call of ${request.service}: ${refusal.kind}`,
      detail: {
        principal: request.principal.arn,
        ...('detail' in refusal && { reason: refusal.detail }),
      },
    });
    return answer(request, refusalError(request.service, refusal));
  };

  return {
    failure,
    refuse,
    execute: async (request, worker) => {
      const target = service(request.service);
      if (!target) {
        log({
          level: 'error',
          part: 'gateway',
          message: `The local cloud has no service ${request.service}`,
        });
        return unknownService(request.service);
      }
      const fate = faults.fateOf(worker);
      if (fate === 'before') return sever(worker);
      try {
        const permissions = target.permissions(request);
        for (const permission of permissions) {
          const detail = authorize(target, request.principal, permission);
          if (detail !== undefined) return refuse(request, { kind: 'denied', detail });
        }
        faults.strike(
          permissions.map(({ action }) => action),
          request.principal.role,
          worker,
        );
        const response = await target.handle(request);
        return fate === 'after' ? sever(worker) : response;
      } catch (error) {
        return failure(request, error);
      }
    },
  };
}

function sever(worker: CallingWorker | undefined): 'severed' {
  worker?.kill();
  return 'severed';
}

function unknownService(name: string): AwsResponse {
  return {
    status: 400,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({
      __type: 'UnsupportedOperationException',
      message: `The local cloud does not support the service ${name}`,
    }),
  };
}
