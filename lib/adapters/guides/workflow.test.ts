import { ExecutionNotRedrivable, type ExecutionStatus, SFNClient } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { answerHere } from '../../../test/fakes/sdk-client.ts';
import { guideWorkflow } from './workflow.ts';

type Described = readonly [status: ExecutionStatus, redriveCount: number];

/** Step Functions that describes an execution so, one after the other, and redrives it or refuses to. */
function stepFunctions(described: readonly Described[], refuses = false) {
  const answers = [...described];
  const redriven: string[] = [];
  const client = new SFNClient();
  const $metadata = {};
  answerHere(client, async (_input, command) => {
    if (command === 'DescribeExecutionCommand') {
      const [status, redriveCount] = answers.shift() ?? [undefined, 0];
      return { $metadata, status, redriveCount };
    }
    if (refuses) throw new ExecutionNotRedrivable({ message: 'no', $metadata });
    redriven.push('redriven');
    return { $metadata };
  });
  return { workflow: guideWorkflow(client), redriven };
}

test.each<[string, readonly Described[], number]>([
  [
    'runs',
    [
      ['FAILED', 0],
      ['RUNNING', 1],
    ],
    1,
  ],
  [
    'is still described as before the redrive',
    [
      ['FAILED', 0],
      ['FAILED', 0],
    ],
    1,
  ],
  [
    'has failed again by then',
    [
      ['FAILED', 1],
      ['FAILED', 2],
    ],
    2,
  ],
  [
    'was first described as before a redrive by somebody else',
    [
      ['FAILED', 0],
      ['RUNNING', 2],
    ],
    2,
  ],
])('an execution that is redriven and %s counts this redrive', async (_, described, redrives) => {
  const { workflow, redriven } = stepFunctions(described);
  expect(await workflow.redrive('arn:1')).toEqual({ state: 'running', redrives });
  expect(redriven).toHaveLength(1);
});

test('one that runs already is left alone', async () => {
  const { workflow, redriven } = stepFunctions([['RUNNING', 1]]);
  expect(await workflow.redrive('arn:1')).toEqual({ state: 'running', redrives: 1 });
  expect(redriven).toEqual([]);
});

test('one that somebody else redrives at the same moment runs, with their count', async () => {
  const { workflow } = stepFunctions(
    [
      ['FAILED', 0],
      ['RUNNING', 1],
    ],
    true,
  );
  expect(await workflow.redrive('arn:1')).toEqual({ state: 'running', redrives: 1 });
});

test('one that is too old to redrive is gone', async () => {
  const { workflow } = stepFunctions(
    [
      ['FAILED', 0],
      ['FAILED', 0],
    ],
    true,
  );
  expect(await workflow.redrive('arn:1')).toEqual({ state: 'gone' });
});
