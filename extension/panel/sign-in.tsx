import { type FormEvent, useState } from 'react';
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
    const field = (name: string) => String(form.get(name) ?? '').trim();
    const server = field('server');
    if (!URL.canParse(server)) return command.fail('The server address starts with https://');
    setHost(new URL(server).host);
    if (!(await access.ask([`${new URL(server).origin}/*`]))) {
      return command.fail('Without access to the server nothing can be sent there.');
    }
    const password = String(form.get('password') ?? '');
    await command.run({ type: 'panel/sign-in', server, email: field('email'), password });
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
      <label>
        E-mail
        <input name="email" type="email" required autoComplete="username" />
      </label>
      <label>
        Password
        <input name="password" type="password" required autoComplete="current-password" />
      </label>
      <Problem text={command.problem} />
      <Question shown={access.asking}>
        Your browser asks whether Guidewright may reach {host}. Say “Allow” there, and you are signed in.
      </Question>
      <button type="submit" className="primary" aria-disabled={isBusy} aria-busy={isBusy}>
        {access.asking ? 'Waiting for your answer …' : isBusy ? 'Signing in …' : 'Sign in'}
      </button>
    </form>
  );
}

/** What the browser asks outside of this panel. The region is there before, or screen readers would not say it. */
export function Question({ shown, children }: { shown: boolean; children: React.ReactNode }) {
  return (
    <p className="question" role="status">
      {shown && children}
    </p>
  );
}

export function Problem({ text }: { text: string | undefined }) {
  return (
    <p className="problem" role="alert" hidden={!text}>
      {text}
    </p>
  );
}
