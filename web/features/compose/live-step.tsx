import { Text } from '@mantine/core';
import type { Step } from '../../../lib/contracts/compose/step.ts';
import { StepTitle } from '../../ui/step-title.tsx';
import classes from './recording-page.module.css';

export function LiveStep({ step, number }: { step: Step; number: number }) {
  return (
    <li className={classes.step}>
      <span className={classes.number} aria-hidden>
        {number}
      </span>
      <div>
        <Text>
          <StepTitle title={step.title} />
        </Text>
        {step.note && (
          <Text size="sm" c="dimmed">
            {step.note}
          </Text>
        )}
      </div>
      {step.thumbnail && (
        <img className={classes.picture} src={`data:image/webp;base64,${step.thumbnail}`} alt="" />
      )}
    </li>
  );
}
