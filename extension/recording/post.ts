import type { FrameMessage, SingleMessage } from '../messages.ts';

export interface Post {
  /** Resolves with the worker's answer. */
  send(message: SingleMessage): Promise<unknown>;
  /** What was handed over goes now: after this there may be no page any more. */
  flush(): void;
}

interface Letter {
  readonly message: SingleMessage;
  readonly answered: (answer: unknown) => void;
  readonly failed: (reason: unknown) => void;
}

/** Sends as one what is to be sent at the same time: each message costs the page a channel of its own. */
export function createPost(deliver: (message: FrameMessage) => Promise<unknown>): Post {
  let letters: Letter[] = [];
  // Where the extension was updated, what would deliver throws, or is no longer there.
  const attempt = async (message: FrameMessage) => deliver(message);
  const flush = () => {
    const sent = letters;
    letters = [];
    const [first] = sent;
    if (!first) return;
    if (sent.length === 1) {
      attempt(first.message).then(first.answered, first.failed);
      return;
    }
    attempt({ type: 'several', messages: sent.map(({ message }) => message) }).then(
      (answers) => {
        const list: unknown[] = Array.isArray(answers) ? answers : [];
        sent.forEach(({ answered }, place) => {
          answered(list[place]);
        });
      },
      (reason) => {
        for (const { failed } of sent) failed(reason);
      },
    );
  };
  return {
    send(message) {
      return new Promise((answered, failed) => {
        letters.push({ message, answered, failed });
        if (letters.length === 1) queueMicrotask(flush);
      });
    },
    flush,
  };
}
