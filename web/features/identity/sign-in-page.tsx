import { Alert, Card, Center, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { BusyButton } from '../../ui/busy-button.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { signIn } from './session.ts';

export function SignInPage() {
  usePageTitle('Sign in');
  const navigate = useNavigate();
  const location = useLocation();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(undefined);
    try {
      const right = await signIn(String(form.get('email')).trim(), String(form.get('password')));
      if (right) await navigate((location.state as { from?: string } | null)?.from ?? '/', { replace: true });
      else setProblem('The e-mail or the password is wrong.');
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'The server does not answer.');
    } finally {
      setBusy(false);
    }
  }

  return (
    <Center mih="100vh" p="md" component="main">
      <Card withBorder shadow="sm" padding="xl" radius="lg" w="100%" maw={400}>
        <form onSubmit={submit}>
          <Stack gap="md">
            <img src="/icon.svg" alt="" width={40} height={40} />
            <div>
              <Title order={1} size="h2">
                Sign in to Guidewright
              </Title>
              <Text c="dimmed" size="sm" mt={4}>
                Your team’s guides, and the recordings that are running.
              </Text>
            </div>
            {problem && (
              <Alert color="red" variant="light" role="alert">
                {problem}
              </Alert>
            )}
            <TextInput label="E-mail" name="email" type="email" autoComplete="username" required autoFocus />
            <PasswordInput label="Password" name="password" autoComplete="current-password" required />
            <BusyButton type="submit" busy={busy} fullWidth size="md">
              Sign in
            </BusyButton>
          </Stack>
        </form>
      </Card>
    </Center>
  );
}
