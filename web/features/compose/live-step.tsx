import { Text } from '@mantine/core';
import type { Step } from '../../../lib/contracts/compose/step.ts';
import { targetPlace } from '../../../lib/contracts/compose/target-place.ts';
import { framedClass, StepHead } from '../../ui/step-list.tsx';
import classes from './live-step.module.css';

export function LiveStep({ step, number }: { step: Step; number: number }) {
  return (
    <li className={classes.step}>
      <StepHead number={number} title={step.title} />
      {step.note && (
        <Text size="sm" c="dimmed" mt={6}>
          {step.note}
        </Text>
      )}
      {step.thumbnail && <LivePicture {...step} thumbnail={step.thumbnail} number={number} />}
    </li>
  );
}

/** The page before the step, with the target marked where it is known. */
function LivePicture({
  thumbnail,
  screenshot,
  target,
  number,
}: Pick<Step, 'screenshot' | 'target'> & { thumbnail: string; number: number }) {
  const place = targetPlace(screenshot);
  return (
    <div className={classes.picture}>
      <img
        className={framedClass}
        src={`data:image/webp;base64,${thumbnail}`}
        alt={`Step ${number}: the page${place ? ` with ${target?.name || 'the place'} marked` : ''}`}
        width={screenshot?.width}
        height={screenshot?.height}
      />
      {place && <span className={classes.marker} style={place} />}
    </div>
  );
}
