import { expect, test } from 'vitest';
import type { FrameMessage } from '../messages.ts';
import { createPost } from './post.ts';

const look = { type: 'look' } as const;
const hello = { type: 'hello' } as const;

test('what is sent at the same time goes as one message, and each gets the answer to its own', async () => {
  const sent: FrameMessage[] = [];
  const post = createPost(async (message) => {
    sent.push(message);
    return message.type === 'several' ? message.messages.map(({ type }) => `to ${type}`) : 'to one';
  });
  expect(await Promise.all([post.send(look), post.send(hello)])).toEqual(['to look', 'to hello']);
  expect(await post.send(look)).toBe('to one');
  expect(sent).toEqual([{ type: 'several', messages: [look, hello] }, look]);
});

test('a worker that is gone fails each of them', async () => {
  const post = createPost(() => Promise.reject(new Error('The message port closed')));
  const results = await Promise.allSettled([post.send(look), post.send(hello)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('where sending throws at once, each of them fails and nothing is left over for the page to notice', async () => {
  const post = createPost(() => {
    throw new Error('Extension context invalidated.');
  });
  const both = await Promise.allSettled([post.send(look), post.send(hello)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(post.send(look)).rejects.toThrow('invalidated');
  const hurried = post.send(look);
  expect(() => post.flush()).not.toThrow();
  await expect(hurried).rejects.toThrow('invalidated');
});

test('on a page that goes away it is sent at once, and not once more', async () => {
  const sent: FrameMessage[] = [];
  const post = createPost(async (message) => void sent.push(message));
  const answer = post.send(look);
  post.flush();
  expect(sent).toEqual([look]);
  await answer;
  expect(sent).toHaveLength(1);
});
