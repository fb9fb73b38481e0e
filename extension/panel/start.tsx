import { useState } from 'react';
import type { PanelState } from '../messages.ts';
import { Problem } from './problem.tsx';
import { Question } from './question.tsx';
import { everySite, useAccess } from './use-access.ts';
import { useCommand } from './use-command.ts';

interface Props {
  readonly account: NonNullable<PanelState['account']>;
  /** The company lets nobody keep what is typed. */
  readonly locked: boolean;
}

export function Start({ account, locked }: Props) {
  const [wanted, setWanted] = useState(false);
  const keepTyped = wanted && !locked;
  const command = useCommand();
  const access = useAccess();
  const isBusy = access.asking || command.running !== undefined;
  const start = async () => {
    if (isBusy) return;
    if (!(await access.ask(everySite))) {
      return command.fail('Recording needs access to the pages that you work in, while it runs.');
    }
    await command.run({ type: 'panel/start', options: { keepTyped } });
  };
  return (
    <section className="card" aria-labelledby="start">
      <h2 id="start">Record a guide</h2>
      <p>
        Go to the page where the work begins, press record, and do the work as you always do. Each step
        appears here.
      </p>
      <label className="switch">
        <input
          type="checkbox"
          role="switch"
          aria-checked={keepTyped}
          // Not `disabled`: whoever comes by with the keyboard hears why it stays off.
          aria-disabled={locked}
          checked={keepTyped}
          onChange={(event) => setWanted(!locked && event.target.checked)}
        />
        <span>
          Keep what I type
          <small>
            {locked
              ? 'Your company’s redaction policy does not let what is typed be kept. Filled fields are covered in pictures, and their content stays here.'
              : 'Off: filled fields are covered in pictures, and their content stays here. Passwords, cards and codes are never read either way.'}
          </small>
        </span>
      </label>
      <Problem text={command.problem} />
      <Question shown={access.asking}>
        Your browser asks whether Guidewright may read the pages that you work in. Say “Allow” there, and the
        recording starts.
      </Question>
      <button
        type="button"
        className="primary record"
        aria-disabled={isBusy}
        aria-busy={isBusy}
        onClick={() => void start()}
      >
        <span className="dot" aria-hidden="true" />{' '}
        {access.asking ? 'Waiting for your answer …' : isBusy ? 'Starting …' : 'Start recording'}
      </button>
      <p className="hint">
        <kbd>Alt</kbd> <kbd>Shift</kbd> <kbd>R</kbd> starts, <kbd>P</kbd> pauses, <kbd>F</kbd> finishes.
        <br />
        Signed in as {account.name} at {new URL(account.server).host}.
      </p>
    </section>
  );
}
