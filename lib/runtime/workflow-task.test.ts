import { expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { lambdaContext } from '../../test/fakes/http-event.ts';
import { busConsumer, workflowTask } from './workflow-task.ts';

class NotYet extends Error {
  override readonly name = 'NotYet';
}

function taskThrowing(error: Error) {
  vi.spyOn(console, 'error').mockReturnValue();
  return workflowTask({
    input: z.object({ id: z.string() }),
    expected: ['NotYet'],
    run: async () => {
      throw error;
    },
  })({ id: 'a' }, lambdaContext);
}

test('faults reach the state machine under the names that it matches', async () => {
  await expect(taskThrowing(new NotYet('wait'))).rejects.toMatchObject({ name: 'NotYet' });
  await expect(taskThrowing(new TypeError('bug'))).rejects.toMatchObject({ name: 'PermanentFault' });
  const throttled = Object.assign(new Error('slow'), { name: 'ThrottlingException' });
  await expect(taskThrowing(throttled)).rejects.toMatchObject({ name: 'TransientFault' });
});

test('input that does not fit is permanent, and says what was wrong where', async () => {
  const task = workflowTask({ input: z.object({ id: z.string() }), run: async () => 1 });
  vi.spyOn(console, 'error').mockReturnValue();
  await expect(task({ id: 5 }, lambdaContext)).rejects.toMatchObject({
    name: 'PermanentFault',
    message: expect.stringContaining('id: '),
  });
});

test('an event of the bus arrives as its detail and its name', async () => {
  const seen: unknown[] = [];
  const consumer = busConsumer({
    detail: z.object({ id: z.string() }),
    run: async (detail, name) => {
      seen.push({ detail, name });
    },
  });
  await consumer({ 'detail-type': 'GuidePublished', detail: { id: 'a', more: 1 } }, lambdaContext);
  expect(seen).toEqual([{ detail: { id: 'a' }, name: 'GuidePublished' }]);
});
