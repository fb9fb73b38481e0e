import { Button, Group, Text } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useBlocker } from 'react-router';
import { Dialog } from './dialog.tsx';

/** Asks before unsaved changes are left behind: in words of ours within the application, in the browser’s without. */
export function useLeaveQuestion(unsaved: boolean): ReactNode {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [unsaved]);
  const blocked = blocker.state === 'blocked';
  return (
    <Dialog opened={blocked} onClose={() => blocker.reset?.()} title="Leave without saving?">
      <Text size="sm">What you changed on this page is not saved, and would be lost.</Text>
      <Group gap="sm" mt="md">
        <Button data-autofocus onClick={() => blocker.reset?.()}>
          Stay here
        </Button>
        <Button variant="default" c="var(--mantine-color-error)" onClick={() => blocker.proceed?.()}>
          Leave
        </Button>
      </Group>
    </Dialog>
  );
}
