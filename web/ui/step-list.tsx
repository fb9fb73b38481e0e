import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './step-list.module.css';
import { StepTitle } from './step-title.tsx';

/** The column in which a guide, or what will be one, is read. */
export const columnClass = classes.column;
/** A picture of a step: as wide as its column allows, with a line around it. */
export const framedClass = classes.framed;

interface Props {
  readonly label: string;
  readonly live?: boolean;
  readonly children: ReactNode;
}

export function StepList({ label, live, children }: Props) {
  return (
    <ol className={classes.list} aria-label={label} {...(live ? { 'aria-live': 'polite' } : {})}>
      {children}
    </ol>
  );
}

/** The step's number and title. The number is the list's own to screen readers. */
export function StepHead({ number, title }: { number: number; title: string }) {
  return (
    <div className={classes.head}>
      <span className={classes.number} aria-hidden>
        {number}
      </span>
      <Title order={2} size="h4" fw={500} className={classes.title}>
        <StepTitle title={title} />
      </Title>
    </div>
  );
}
