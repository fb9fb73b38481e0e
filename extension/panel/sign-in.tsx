import { type FormEvent, useState } from 'react';
import { Problem } from './problem.tsx';
import { Question } from './question.tsx';
import { useAccess } from './use-access.ts';
import { useCommand } from './use-command.ts';

export function SignIn({ pending }: { pending: number }) {
  const command = useCommand();
  const access = useAccess();
  const [host, setHost] = useState('');
  const isBusy = access.asking || command.running !== undefined;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const form = new FormData(event.currentTarget);
    const server = String(form.get('server') ?? '').trim();
    if (!URL.canParse(server)) return command.fail('The server address starts with https://');
    setHost(new URL(server).host);
    if (!(await access.ask([`${new URL(server).origin}/*`]))) {
      return command.fail('Without access to the server nothing can be sent there.');
    }
    await command.run({ type: 'panel/sign-in', server });
  };
  return (
    <form className="card" onSubmit={(event) => void submit(event)}>
      <h2>Sign in</h2>
      {pending > 0 && (
        <p className="hint">{pending} recorded items wait here until you are signed in again.</p>
      )}
      <label>
        Server address
        <input
          name="server"
          type="url"
          required
          placeholder="https://guides.example.com"
          autoComplete="url"
        />
      </label>
      <Problem text={command.problem} />
      <Question shown={access.asking}>
        Your browser asks whether Guidewright may reach {host}. Say “Allow” there, and the sign-in goes on.
      </Question>
      <button type="submit" className="primary" aria-disabled={isBusy} aria-busy={isBusy}>
        {access.asking ? 'Waiting for your answer …' : isBusy ? 'Signing in …' : 'Sign in'}
      </button>
    </form>
  );
}
