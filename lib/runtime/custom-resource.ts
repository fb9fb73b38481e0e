import middy from '@middy/core';
import type {
  CloudFormationCustomResourceEvent,
  CloudFormationCustomResourceResponse,
  Context,
} from 'aws-lambda';
import { log } from './log.ts';
import { invocation } from './middleware.ts';
import { describeIssues, parse, type Schema } from './parse.ts';

export interface ResourceRequest<Properties> {
  readonly type: 'Create' | 'Update' | 'Delete';
  readonly properties: Properties;
  /** Of an update or a deletion. */
  readonly physicalId?: string;
}

export interface ResourceResult {
  /** Stays what it was when left out. A changed one makes CloudFormation delete the old. */
  readonly physicalId?: string;
  /** What `Fn::GetAtt` gives. */
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface ResourceSpec<Properties> {
  readonly properties: Schema<Properties>;
  readonly run: (request: ResourceRequest<Properties>) => Promise<ResourceResult>;
}

/** Custom resource of CloudFormation: answers to the request's `ResponseURL`, also when it fails. */
export function customResource<Properties>(spec: ResourceSpec<Properties>) {
  return middy<CloudFormationCustomResourceEvent, void>()
    .use(invocation())
    .handler(async (event, context) => {
      // As bytes: a string would go out with a content type, which the signed address does not allow.
      const body = Buffer.from(JSON.stringify(await respond(spec, event, context)));
      const answer = await fetch(event.ResponseURL, { method: 'PUT', body });
      if (!answer.ok) throw new Error(`CloudFormation refused the response with ${answer.status}`);
    });
}

async function respond<Properties>(
  spec: ResourceSpec<Properties>,
  event: CloudFormationCustomResourceEvent,
  context: Context,
): Promise<CloudFormationCustomResourceResponse> {
  const known = 'PhysicalResourceId' in event ? event.PhysicalResourceId : undefined;
  const answer = {
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    PhysicalResourceId: known ?? event.LogicalResourceId,
  };
  try {
    const properties = parse(spec.properties, event.ResourceProperties);
    if (!properties.ok) throw new Error(`properties: ${describeIssues(properties.error)}`);
    const result = await spec.run({
      type: event.RequestType,
      properties: properties.value,
      ...(known ? { physicalId: known } : {}),
    });
    return {
      ...answer,
      Status: 'SUCCESS',
      PhysicalResourceId: result.physicalId ?? answer.PhysicalResourceId,
      Data: { ...result.attributes },
    };
  } catch (error) {
    log.error('RESOURCE_FAILED', error, { type: event.RequestType });
    const Reason = `${error instanceof Error ? error.message : String(error)} (log stream ${context.logStreamName})`;
    return { ...answer, Status: 'FAILED', Reason };
  }
}
