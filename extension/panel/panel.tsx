import { Done } from './done.tsx';
import { Logo } from './logo.tsx';
import { Recording } from './recording.tsx';
import { SignIn } from './sign-in.tsx';
import { Start } from './start.tsx';
import { tell, usePanel } from './use-panel.ts';

export function Panel() {
  const state = usePanel();
  const recording = state?.recording;
  return (
    <div className="panel">
      <header>
        <Logo />
        <h1>Guidewright</h1>
        {state?.account && (
          <button
            type="button"
            className="quiet"
            title={`Signed in as ${state.account.email}`}
            onClick={() => void tell({ type: 'panel/sign-out' })}
          >
            Sign out
          </button>
        )}
      </header>
      <main>{state && <Body {...state} recording={recording} />}</main>
    </div>
  );
}

function Body({ account, recording }: NonNullable<ReturnType<typeof usePanel>>) {
  const isUnderWay = recording && ['recording', 'paused', 'finishing'].includes(recording.phase);
  if (!account) return <SignIn pending={recording?.upload.waiting ?? 0} />;
  if (!recording) return <Start account={account} />;
  return isUnderWay ? <Recording recording={recording} /> : <Done recording={recording} account={account} />;
}
