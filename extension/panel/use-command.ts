import { useState } from 'react';
import type { PanelMessage } from '../messages.ts';
import { tell } from './use-panel.ts';

export interface Command {
  readonly busy: boolean;
  readonly problem: string | undefined;
  run(message: PanelMessage): Promise<void>;
  fail(problem: string): void;
}

/** One command at a time, with what went wrong with the last. */
export function useCommand(): Command {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  return {
    busy,
    problem,
    fail: setProblem,
    async run(message) {
      setBusy(true);
      setProblem(await tell(message));
      setBusy(false);
    },
  };
}
