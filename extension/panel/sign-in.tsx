import type { FormEvent } from 'react';
import { askFor } from './permissions.ts';
import { useCommand } from './use-command.ts';

export function SignIn({ pending }: { pending: number }) {
  const command = useCommand();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name) ?? '').trim();
    const server = field('server');
    if (!URL.canParse(server)) return command.fail('The server address starts with https://');
    if (!(await askFor([`${new URL(server).origin}/*`]))) {
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
      <button type="submit" className="primary" disabled={command.busy}>
        {command.busy ? 'Signing in …' : 'Sign in'}
      </button>
    </form>
  );
}

export function Problem({ text }: { text: string | undefined }) {
  return (
    <p className="problem" role="alert" hidden={!text}>
      {text}
    </p>
  );
}
