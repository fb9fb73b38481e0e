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
  /** Number of the first step. */
  readonly start?: number;
  readonly children: ReactNode;
}

export function StepList({ label, live, start, children }: Props) {
  return (
    <ol
      className={classes.list}
      aria-label={label}
      start={start}
      {...(live ? { 'aria-live': 'polite' } : {})}
    >
      {children}
    </ol>
  );
}

interface StepHeadProps {
  readonly number: number;
  readonly title: string;
  /** Level of the heading. */
  readonly order?: 2 | 3;
}

/** The step's number and title. The number is the list's own to screen readers. */
export function StepHead({ number, title, order = 2 }: StepHeadProps) {
  return (
    <div className={classes.head}>
      <span className={classes.number} aria-hidden>
        {number}
      </span>
      <Title order={order} size="h4" fw={500} className={classes.title}>
        <StepTitle title={title} />
      </Title>
    </div>
  );
}
