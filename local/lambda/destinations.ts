import { type InvokeResult, type LocalContext, UnsupportedError } from '../service.ts';
import type { FunctionDefinition } from './function-definition.ts';

/** An asynchronous event that came to its end. */
export interface Delivery {
  readonly definition: FunctionDefinition;
  readonly event: string;
  readonly requestId: string;
  readonly attempts: number;
  readonly condition: 'Success' | 'RetriesExhausted' | 'EventAgeExceeded';
  readonly result: InvokeResult;
}

export interface Destinations {
  /** Sends an invocation record to a queue or an event bus, as the function's role. */
  send(targetArn: string, delivery: Delivery): Promise<void>;
  deadLetter(queueArn: string, delivery: Delivery): Promise<void>;
}

/** The document that Lambda sends to a destination (Lambda Developer Guide, invocation records). */
function invocationRecord({ definition, event, requestId, attempts, condition, result }: Delivery): object {
  return {
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId,
      functionArn: `${definition.arn}:$LATEST`,
      condition,
      approximateInvokeCount: attempts,
    },
    requestPayload: JSON.parse(event),
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      ...(!result.ok && { functionError: result.functionError }),
    },
    responsePayload: result.ok ? result.payload : result.error,
  };
}

export function createDestinations(context: LocalContext): Destinations {
  const call = async (roleArn: string, service: string, target: string, input: object): Promise<void> => {
    const { status, body } = await context.call(roleArn, {
      service,
      method: 'POST',
      path: '/',
      headers: {
        'content-type': `application/x-amz-json-1.${service === 'sqs' ? 0 : 1}`,
        'x-amz-target': target,
      },
      body: JSON.stringify(input),
    });
    if (status >= 300) throw new Error(`${target} answered ${status}: ${String(body)}`);
  };
  const queueUrl = (arn: string) => `${context.endpoint}/${context.account}/${arn.split(':').at(-1)}`;
  return {
    send: async (arn, delivery) => {
      const service = arn.split(':')[2];
      const record = invocationRecord(delivery);
      const { roleArn } = delivery.definition;
      if (service === 'sqs')
        await call(roleArn, 'sqs', 'AmazonSQS.SendMessage', {
          QueueUrl: queueUrl(arn),
          MessageBody: JSON.stringify(record),
        });
      else if (service === 'events')
        await call(roleArn, 'events', 'AWSEvents.PutEvents', {
          Entries: [
            {
              EventBusName: arn,
              Source: 'lambda',
              DetailType: `Lambda Function Invocation Result - ${delivery.result.ok ? 'Success' : 'Failure'}`,
              Detail: JSON.stringify(record),
              Resources: [arn, `${delivery.definition.arn}:$LATEST`],
            },
          ],
        });
      else throw new UnsupportedError(`the destination ${arn}`);
    },
    deadLetter: async (arn, { definition, event, requestId, result }) => {
      if (arn.split(':')[2] !== 'sqs') throw new UnsupportedError(`the dead-letter target ${arn}`);
      const message = result.ok ? '' : result.error.errorMessage;
      await call(definition.roleArn, 'sqs', 'AmazonSQS.SendMessage', {
        QueueUrl: queueUrl(arn),
        MessageBody: event,
        MessageAttributes: {
          RequestID: { DataType: 'String', StringValue: requestId },
          ErrorCode: { DataType: 'Number', StringValue: '200' },
          ErrorMessage: { DataType: 'String', StringValue: message.slice(0, 1024) || 'Unhandled' },
        },
      });
    },
  };
}
