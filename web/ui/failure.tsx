import { Alert, Button, Group, Text } from '@mantine/core';

/** Something could not be loaded or done: what happened, and a way to try again. */
export function Failure({ title, error, retry }: { title: string; error: unknown; retry?: () => unknown }) {
  return (
    <Alert color="red" variant="light" title={title} role="alert">
      <Group justify="space-between" gap="md">
        <Text size="sm">{error instanceof Error ? error.message : String(error)}</Text>
        {retry && (
          <Button size="xs" variant="default" onClick={() => void retry()}>
            Try again
          </Button>
        )}
      </Group>
    </Alert>
  );
}
