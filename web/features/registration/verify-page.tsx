import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import {
  type VerifyRegistrationResponse,
  verifyRegistrationResponse,
} from '../../../lib/contracts/identity/registration.ts';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Entrance } from '../../ui/entrance.tsx';
import { Failure } from '../../ui/failure.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import { BrokenLink } from './broken-link.tsx';
import { isStale, useMailToken } from './mail-token.ts';

/** Where the mail of a registration leads. It asks for a press: mail scanners open pages, and press nothing. */
export function VerifyPage() {
  const token = useMailToken();
  const confirming = useMutation({
    mutationFn: () =>
      request<VerifyRegistrationResponse>('/v1/registrations/verify', {
        method: 'POST',
        body: { token },
        answer: verifyRegistrationResponse,
      }),
  });
  if (confirming.data) return <Confirmed made={confirming.data} />;
  if (!token || isStale(confirming.error))
    return <BrokenLink again={{ to: '/sign-up', label: 'Register again' }} />;
  return (
    <Entrance heading="Confirm your e-mail" intro="Then your company and your account are made.">
      {confirming.isError && <Failure title="It could not be confirmed" error={confirming.error} />}
      <BusyButton size="md" fullWidth busy={confirming.isPending} onClick={() => confirming.mutate()}>
        Confirm my e-mail
      </BusyButton>
    </Entrance>
  );
}

function Confirmed({ made: { email, apiKey } }: { made: VerifyRegistrationResponse }) {
  const navigate = useNavigate();
  const signIn = () => void navigate('/sign-in');
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
        <Text size="sm">
          Programs send it in the header <code>X-API-Key</code>. You need none? Sign in: you can make others
          at any time.
        </Text>
      </ShownOnce>
    </Entrance>
  );
}
