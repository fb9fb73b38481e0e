import { ExecutionAlreadyExists, type ExecutionStatus, SFNClient } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { answerHere } from '../../../test/fakes/sdk-client.ts';
import { retitleWorkflow } from './retitle-workflow.ts';

const machine = 'arn:aws:states:us-east-1:111111111111:stateMachine:retitle';
const asked = (requestedBy: string) => ({ tenantId: 'tnt_1', guideId: 'gde_1', version: 3, requestedBy });

/** Step Functions with executions that have begun already, by number. */
function stepFunctions(...begun: readonly ExecutionStatus[]) {
  const executions = new Map(begun.map((status, at) => [`gde_1-3-${at + 1}`, { status, input: '' }]));
  const client = new SFNClient();
  const $metadata = {};
  answerHere(client, async (given, command) => {
    const input = given as {
      readonly name?: string;
      readonly input?: string;
      readonly executionArn?: string;
    };
    if (command === 'DescribeExecutionCommand') {
      const name = input.executionArn?.replace(
        'arn:aws:states:us-east-1:111111111111:execution:retitle:',
        '',
      );
      return { $metadata, status: executions.get(name ?? '')?.status };
    }
    const present = executions.get(input.name ?? '');
    if (present && !(present.status === 'RUNNING' && present.input === input.input))
      throw new ExecutionAlreadyExists({ message: 'there', $metadata });
    executions.set(input.name ?? '', { status: 'RUNNING', input: input.input ?? '' });
    return { $metadata };
  });
  return { workflow: retitleWorkflow(machine, client), names: () => [...executions.keys()] };
}

test('who asks while it runs for somebody else starts nothing', async () => {
  const { workflow, names } = stepFunctions();
  for (const who of ['usr_1', 'usr_2', 'usr_1']) expect(await workflow.start(asked(who))).toBe('running');
  expect(names()).toEqual(['gde_1-3-1']);
});

test.each(['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const)(
  'one that has ended as %s is followed by another, once',
  async (status) => {
    const { workflow, names } = stepFunctions(status);
    for (const who of ['usr_1', 'usr_2']) expect(await workflow.start(asked(who))).toBe('running');
    expect(names()).toEqual(['gde_1-3-1', 'gde_1-3-2']);
  },
);

test('twenty of a version are enough', async () => {
  const { workflow } = stepFunctions(...Array<ExecutionStatus>(20).fill('SUCCEEDED'));
  expect(await workflow.start(asked('usr_1'))).toBe('exhausted');
});
