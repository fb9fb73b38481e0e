import { Alert, Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFocusAtFirst } from './focus.ts';
import classes from './shown-once.module.css';

interface Props {
  readonly title: string;
  readonly secret: string;
  readonly children?: ReactNode;
  readonly kept: string;
  readonly onKept: () => void;
}

/** A secret that the server does not know any more a moment later. */
export function ShownOnce({ title, secret, children, kept, onKept }: Props) {
  const copyButton = useFocusAtFirst<HTMLButtonElement>();
  return (
    <Alert color="pine" variant="light" title={title} role="region" aria-label={title}>
      <Stack gap="sm">
        <Text size="sm">
          Copy it now, to where you keep secrets. It is shown only this once: we keep no copy of it.
        </Text>
        <code className={classes.secret}>{secret}</code>
        {children}
        <Group gap="sm">
          <CopyButton value={secret} timeout={4_000}>
            {({ copied, copy }) => (
              <Button ref={copyButton} onClick={copy}>
                <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
              </Button>
            )}
          </CopyButton>
          <Button variant="default" onClick={onKept}>
            {kept}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
