import { Anchor, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './entrance.module.css';
import { useFocusOnChange } from './focus.ts';
import { usePageTitle } from './page-title.ts';

interface Props {
  readonly heading: string;
  /** What this is about, in a sentence or two. */
  readonly intro?: ReactNode;
  readonly children?: ReactNode;
  /** Other ways to go on. */
  readonly ways?: readonly { readonly to: string; readonly label: string }[];
}

/** A page for whoever is not signed in. When its heading changes, the next thing begins there. */
export function Entrance({ heading, intro, children, ways = [] }: Props) {
  usePageTitle(heading);
  const title = useFocusOnChange<HTMLHeadingElement>(heading);
  return (
    <main className={classes.ground}>
      <div className={classes.card}>
        <img src="/icon.svg" alt="" width={40} height={40} className={classes.mark} />
        <Stack gap="md">
          <div>
            <Title order={1} size="h2" ref={title} tabIndex={-1}>
              {heading}
            </Title>
            {intro && (
              <Text c="dimmed" mt={4}>
                {intro}
              </Text>
            )}
          </div>
          {children}
          {ways.length > 0 && (
            <nav aria-label="Other ways" className={classes.ways}>
              {ways.map(({ to, label }) => (
                <Anchor key={to} component={Link} to={to} underline="always">
                  {label}
                </Anchor>
              ))}
            </nav>
          )}
        </Stack>
      </div>
    </main>
  );
}
