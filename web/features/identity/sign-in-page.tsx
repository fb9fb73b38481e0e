import { Alert, Button, Center, Loader, Stack, Text, Title } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { usePageTitle } from '../../ui/page-title.ts';
import { startSignIn } from './sign-in.ts';

/** Goes on to the provider's page, and from there back to where one was. */
export function SignInPage() {
  usePageTitle('Sign in');
  const location = useLocation();
  const from = (location.state as { from?: string } | null)?.from ?? '/';
  const { problem, again } = useSignIn(from);
  return <Waiting heading="Sign in to Guidewright" problem={problem} again={again} />;
}

function useSignIn(from: string) {
  const [problem, setProblem] = useState<string>();
  const start = useCallback(() => {
    setProblem(undefined);
    startSignIn(from).catch(() => setProblem('The server does not answer.'));
  }, [from]);
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
