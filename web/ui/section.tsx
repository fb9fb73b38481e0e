import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './section.module.css';

interface Props {
  readonly title: string;
  readonly intro?: ReactNode;
  /** Beside the heading. */
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

/** A part of a settings page under its own heading. */
export function Section({ title, intro, action, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.section}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="sm">
          <div className={classes.intro}>
            <Title order={2} size="h4" id={id} className={classes.heading}>
              {title}
            </Title>
            {intro && (
              <Text size="sm" c="dimmed" mt={4}>
                {intro}
              </Text>
            )}
          </div>
          {action}
        </Group>
        {children}
      </Stack>
    </section>
  );
}
