import { useState } from 'react';
import type { PanelMessage } from '../messages.ts';
import { tell } from './use-panel.ts';

export interface Command {
  /** What is being done right now. */
  readonly running: PanelMessage['type'] | undefined;
  readonly problem: string | undefined;
  run(message: PanelMessage): Promise<void>;
  fail(problem: string): void;
}

/** One command at a time, with what went wrong with the last. */
export function useCommand(): Command {
  const [running, setRunning] = useState<PanelMessage['type']>();
  const [problem, setProblem] = useState<string>();
  return {
    running,
    problem,
    fail: setProblem,
    async run(message) {
      setRunning(message.type);
      setProblem(await tell(message));
      setRunning(undefined);
    },
  };
}
