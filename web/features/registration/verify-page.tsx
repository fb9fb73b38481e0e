import { Button, List, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import {
  type VerifyRegistrationResponse,
  verifyRegistrationResponse,
} from '../../../lib/contracts/identity/registration.ts';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Entrance } from '../../ui/entrance.tsx';
import { type Fields, Form } from '../../ui/form.tsx';
import { moment } from '../../ui/moment.ts';
import { PasswordField } from '../../ui/password-field.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import { scopeWords } from '../api-keys/scope-words.ts';
import { BrokenLink } from './broken-link.tsx';
import { isStale, useMailToken } from './mail-token.ts';

/**
 * Where the mail of a registration leads. It asks for the password that was chosen, since anybody can sign up with
 * somebody else's e-mail: whoever follows the link without it did not sign up.
 */
export function VerifyPage() {
  const token = useMailToken();
  const confirming = useMutation({
    mutationFn: ({ password }: Fields) =>
      request<VerifyRegistrationResponse>('/v1/registrations/verify', {
        method: 'POST',
        body: { token, password },
        answer: verifyRegistrationResponse,
      }),
  });
  if (confirming.data) return <Confirmed made={confirming.data} />;
  if (!token || isStale(confirming.error))
    return <BrokenLink again={{ to: '/sign-up', label: 'Sign up again' }} />;
  return (
    <Entrance
      heading="Confirm your e-mail"
      intro="Then your company and your account are made."
      ways={[{ to: '/sign-up', label: 'Sign up again' }]}
    >
      <Form label="Confirmation" sending={confirming} failure="It could not be confirmed">
        {(wrong) => (
          <>
            <PasswordField
              label="Password"
              description="Type the password you chose when you signed up."
              name="password"
              autoComplete="current-password"
              autoFocus
              error={wrong('password')}
            />
            <BusyButton type="submit" size="md" fullWidth busy={confirming.isPending}>
              Confirm my e-mail
            </BusyButton>
          </>
        )}
      </Form>
      <Text size="sm" c="dimmed">
        You have forgotten it, or it was not you who signed up? To have an account of your own, sign up again
        and follow the link of the new mail.
      </Text>
    </Entrance>
  );
}

const untilWords = (expiresAt: string) => `It works until ${moment(expiresAt)}.`;

function Confirmed({ made: { email, apiKey } }: { made: VerifyRegistrationResponse }) {
  const navigate = useNavigate();
  const signIn = () => void navigate('/sign-in', { state: { email } });
  if (!apiKey)
    return (
      <Entrance heading="Your e-mail is confirmed already" intro={`Sign in as ${email} to go on.`}>
        <Button size="md" onClick={signIn}>
          Sign in
        </Button>
      </Entrance>
    );
  return (
    <Entrance heading="Welcome to Guidewright" intro={`Your e-mail ${email} is confirmed.`}>
      <ShownOnce
        title="Your first API key"
        secret={apiKey.key}
        kept="I have kept it: sign in"
        onKept={signIn}
      >
        <Text size="sm" component="div">
          Programs send it in the header <code>X-API-Key</code>.{' '}
          {apiKey.expiresAt && untilWords(apiKey.expiresAt)} With it a program may:
          <List size="sm" aria-label="What the key may">
            {apiKey.scopes.map((scope) => (
              <List.Item key={scope}>{scopeWords[scope]}</List.Item>
            ))}
          </List>
        </Text>
        <Text size="sm">You need none? Sign in: you can make others, for more or for less, at any time.</Text>
      </ShownOnce>
    </Entrance>
  );
}
