import { setTimeout as pause } from 'node:timers/promises';
import { backOff } from '../../extension/transport/back-off.ts';
import type { RecordingAgent } from './recording-agent.ts';

export interface SendingRule {
  /** After so many refusals of the front door the same batch goes in by the other. */
  readonly fallbackAfter: number;
  /** How often one batch is tried before it is given up. */
  readonly attempts: number;
}

/** As the extension does it: nothing is ever given up. */
export const extensionsRule: SendingRule = { fallbackAfter: 2, attempts: Infinity };

export type Arrival = 'stream' | 'queue' | 'given up';

/** Takes one batch after the other to the server, and starts the next when the one before has arrived. */
export function persistentSender(agent: RecordingAgent, { fallbackAfter, attempts }: SendingRule) {
  let refusals = 0;
  return async (data: string): Promise<Arrival> => {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const front = refusals < fallbackAfter;
      const answer = await agent.send(data, front ? 'batches' : 'batches/fallback');
      if (answer.ok) {
        refusals = 0;
        return front ? 'stream' : 'queue';
      }
      if (answer.status < 500 && answer.status !== 429)
        throw new Error(`A batch was refused with ${answer.status}`);
      refusals = refusals > fallbackAfter ? 0 : refusals + 1;
      await pause(backOff(attempt));
    }
    return 'given up';
  };
}
