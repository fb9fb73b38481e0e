import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './guide-part.module.css';

/** A part of a longer guide under its heading; a guide that is one piece has none. */
export function GuidePart({ title, children }: { title?: string | undefined; children: ReactNode }) {
  if (title === undefined) return children;
  return (
    <section className={classes.part}>
      <Title order={2} size="h3" className={classes.heading}>
        {title}
      </Title>
      {children}
    </section>
  );
}
