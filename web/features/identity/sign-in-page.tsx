import { Alert, Button, Center, Loader, Stack, Text, Title } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { Entrance } from '../../ui/entrance.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { sessionWasEnded } from './session.ts';
import { startSignIn } from './sign-in.ts';

/** Goes on to the provider's page, and from there back to where one was; says so first where a session has ended. */
export function SignInPage() {
  usePageTitle('Sign in');
  const [told, setTold] = useState(!sessionWasEnded());
  if (!told) return <Ended goOn={() => setTold(true)} />;
  return <Leaving />;
}

/** What the page before knows: where one was, and who is to sign in. */
interface SignInState {
  readonly from?: string;
  readonly email?: string;
}

function Leaving() {
  const { from = '/', email } = (useLocation().state as SignInState | null) ?? {};
  const { problem, again } = useSignIn(from, email);
  return <Waiting heading="Sign in to Guidewright" problem={problem} again={again} />;
}

function Ended({ goOn }: { goOn: () => void }) {
  return (
    <Entrance
      heading="You are signed out"
      intro="Your session has ended: it was too long ago, your password was changed, or you are no member of the company any more."
    >
      <Button size="md" onClick={goOn} autoFocus>
        Sign in
      </Button>
    </Entrance>
  );
}

function useSignIn(from: string, email: string | undefined) {
  const [problem, setProblem] = useState<string>();
  const start = useCallback(() => {
    setProblem(undefined);
    startSignIn(from, email).catch(() => setProblem('The server does not answer.'));
  }, [from, email]);
  useEffect(start, [start]);
  return { problem, again: start };
}

interface WaitingProps {
  readonly heading: string;
  readonly problem: string | undefined;
  readonly again: () => void;
}

export function Waiting({ heading, problem, again }: WaitingProps) {
  return (
    <Center mih="100vh" p="md" component="main">
      <Stack gap="md" align="center" maw={400}>
        <img src="/icon.svg" alt="" width={40} height={40} />
        <Title order={1} size="h2" ta="center">
          {heading}
        </Title>
        {problem ? (
          <>
            <Alert color="red" variant="light" role="alert">
              {problem}
            </Alert>
            <Button onClick={again}>Try again</Button>
          </>
        ) : (
          <>
            <Loader aria-hidden />
            <Text c="dimmed" role="status">
              One moment…
            </Text>
          </>
        )}
      </Stack>
    </Center>
  );
}
