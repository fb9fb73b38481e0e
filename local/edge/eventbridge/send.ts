import type { AwsResponse, LocalContext } from '../../service.ts';
import type { Rule, Target } from './rule.ts';

const eventBridge = 'events.amazonaws.com';

/** One attempt to hand an input to a target: the error code when it did not work. */
export async function send(
  context: LocalContext,
  rule: Rule,
  target: Target,
  input: string,
): Promise<string | undefined> {
  switch (target.arn.split(':')[2]) {
    case 'lambda':
      return failureOf(await invokeLater(context, rule, target, input));
    case 'sqs':
      return failureOf(
        await sendMessage(context, rule.arn, target.arn, input, { group: target.messageGroupId }),
      );
    default:
      return failureOf(await startExecution(context, target, input));
  }
}

/** Sends what could not be delivered to a dead-letter queue, with the reason in message attributes. */
export async function bury(
  context: LocalContext,
  rule: Rule,
  target: Target,
  input: string,
  failure: string,
  attempts: number,
): Promise<void> {
  if (target.deadLetterArn === undefined) return;
  const attribute = (StringValue: string) => ({ DataType: 'String', StringValue });
  const response = await sendMessage(context, rule.arn, target.deadLetterArn, input, {
    attributes: {
      RULE_ARN: attribute(rule.arn),
      TARGET_ARN: attribute(target.arn),
      ERROR_CODE: attribute(failure),
      RETRY_ATTEMPTS: attribute(String(attempts)),
    },
  });
  const code = failureOf(response);
  if (code) {
    context.log({ level: 'error', part: 'eventbridge', message: `the dead-letter queue refused: ${code}` });
  }
}

/** Lambda takes an event at once and retries on its own. */
async function invokeLater(
  context: LocalContext,
  rule: Rule,
  target: Target,
  input: string,
): Promise<AwsResponse> {
  return await context.call(eventBridge, {
    service: 'lambda',
    method: 'POST',
    path: `/2015-03-31/functions/${encodeURIComponent(target.arn)}/invocations`,
    headers: { 'content-type': 'application/json', 'x-amz-invocation-type': 'Event' },
    body: input,
    sourceArn: rule.arn,
  });
}

async function sendMessage(
  context: LocalContext,
  ruleArn: string,
  queueArn: string,
  body: string,
  { group, attributes }: { readonly group?: string | undefined; readonly attributes?: object },
): Promise<AwsResponse> {
  const [, , , , account, name] = queueArn.split(':');
  return await context.call(eventBridge, {
    service: 'sqs',
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' },
    body: JSON.stringify({
      QueueUrl: `${context.endpoint}/${account}/${name}`,
      MessageBody: body,
      ...(group !== undefined && { MessageGroupId: group }),
      ...(attributes && { MessageAttributes: attributes }),
    }),
    sourceArn: ruleArn,
  });
}

async function startExecution(context: LocalContext, target: Target, input: string): Promise<AwsResponse> {
  return await context.call(target.roleArn ?? eventBridge, {
    service: 'states',
    method: 'POST',
    path: '/',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AWSStepFunctions.StartExecution',
    },
    body: JSON.stringify({ stateMachineArn: target.arn, input }),
  });
}

function failureOf({ status, headers, body }: AwsResponse): string | undefined {
  if (status < 300) return undefined;
  const named = headers?.['x-amzn-errortype'] ?? /"__type"\s*:\s*"([^"]*)"/.exec(body?.toString() ?? '')?.[1];
  return named?.split('#').at(-1)?.split(':')[0] ?? `HTTP ${status}`;
}
