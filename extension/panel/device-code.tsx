import { useEffect } from 'react';
import type { PanelState } from '../messages.ts';
import { CommandButton } from './command-button.tsx';
import { Problem } from './problem.tsx';
import { useCommand } from './use-command.ts';
import { tell } from './use-panel.ts';

const second = 1_000;

/** The code that somebody has to approve on the server's page, and whether that was done. */
export function DeviceCode({ signIn }: { signIn: NonNullable<PanelState['signIn']> }) {
  const { userCode, approvalUrl, problem, server } = signIn;
  const cancel = useCommand();
  useEffect(() => {
    if (problem) return;
    // The worker knows when it may ask the server; this only keeps it awake as long as somebody looks.
    const timer = setInterval(() => void tell({ type: 'panel/poll-sign-in' }), second);
    return () => clearInterval(timer);
  }, [problem]);
  return (
    <section className="card" aria-labelledby="sign-in-heading">
      <h2 id="sign-in-heading">Sign in at {new URL(server).host}</h2>
      {problem ? (
        <Problem text={problem} />
      ) : (
        <>
          <p>Open the approval page, sign in there, and check that it shows this code:</p>
          <p className="code">
            <output aria-label="Code">{userCode}</output>
          </p>
          <button
            type="button"
            className="primary"
            onClick={() => void chrome.tabs.create({ url: approvalUrl })}
          >
            Open the approval page
          </button>
          <p className="hint" role="status">
            Waiting for the approval …
          </p>
        </>
      )}
      <CommandButton
        command={cancel}
        message={{ type: 'panel/cancel-sign-in' }}
        doing={problem ? 'Starting again …' : 'Cancelling …'}
      >
        {problem ? 'Start again' : 'Cancel'}
      </CommandButton>
      <Problem text={cancel.problem} />
    </section>
  );
}
