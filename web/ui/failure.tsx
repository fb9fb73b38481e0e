import { Alert, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { BusyButton } from './busy-button.tsx';

/** Something could not be loaded or done: what happened, and a way to try again. */
export function Failure({ title, error, retry }: { title: string; error: unknown; retry?: () => unknown }) {
  const [busy, setBusy] = useState(false);
  const again = async () => {
    setBusy(true);
    await Promise.resolve(retry?.()).finally(() => setBusy(false));
  };
  return (
    <Alert color="red" variant="light" title={title} role="alert">
      <Group justify="space-between" gap="md">
        <Text size="sm">{error instanceof Error ? error.message : String(error)}</Text>
        {retry && (
          <BusyButton size="xs" variant="default" busy={busy} onClick={() => void again()}>
            Try again
          </BusyButton>
        )}
      </Group>
    </Alert>
  );
}
