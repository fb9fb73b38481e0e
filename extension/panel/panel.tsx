import { CommandButton } from './command-button.tsx';
import { DeviceCode } from './device-code.tsx';
import { Done } from './done.tsx';
import { Logo } from './logo.tsx';
import { Problem } from './problem.tsx';
import { Recording } from './recording.tsx';
import { SignIn } from './sign-in.tsx';
import { Start } from './start.tsx';
import { useCommand } from './use-command.ts';
import { usePanel } from './use-panel.ts';

export function Panel() {
  const state = usePanel();
  const recording = state?.recording;
  const signOut = useCommand();
  return (
    <div className="panel">
      <header>
        <Logo />
        <h1>Guidewright</h1>
        {state?.account && (
          <CommandButton
            command={signOut}
            message={{ type: 'panel/sign-out' }}
            doing="Signing out …"
            className="quiet"
            title={`Signed in as ${state.account.email}`}
          >
            Sign out
          </CommandButton>
        )}
      </header>
      <Problem text={signOut.problem} />
      <main>{state && <Body {...state} recording={recording} />}</main>
    </div>
  );
}

function Body({ account, signIn, recording, locked }: NonNullable<ReturnType<typeof usePanel>>) {
  const isUnderWay = recording && ['recording', 'paused', 'finishing'].includes(recording.phase);
  if (!account && signIn) return <DeviceCode signIn={signIn} />;
  if (!account) return <SignIn pending={recording?.upload.waiting ?? 0} />;
  if (!recording) return <Start account={account} locked={locked} />;
  return isUnderWay ? <Recording recording={recording} /> : <Done recording={recording} account={account} />;
}
