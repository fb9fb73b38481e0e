import { Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { usePageTitle } from '../../ui/page-title.ts';

interface Props {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly children: ReactNode;
}

/** One page of the settings. Whoever comes from another begins at its heading. */
export function SettingsPage({ title, intro, children }: Props) {
  usePageTitle(title);
  const heading = useRef<HTMLHeadingElement>(null);
  const { key } = useLocation();
  const opened = useRef(key);
  useEffect(() => {
    if (opened.current !== 'default') heading.current?.focus();
  }, []);
  return (
    <Stack gap="xl">
      <div>
        <Title order={1} size="h2" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          {title}
        </Title>
        {intro && (
          <Text c="dimmed" mt={4} maw="65ch">
            {intro}
          </Text>
        )}
      </div>
      {children}
    </Stack>
  );
}
