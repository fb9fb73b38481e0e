import { Card, Text } from '@mantine/core';
import type { GuideStep } from '../../../lib/contracts/guides/guide.ts';
import { parameterSentence } from '../../../lib/contracts/guides/parameter.ts';
import { framedClass, StepHead } from '../../ui/step-list.tsx';
import classes from './guide-step.module.css';

interface Props {
  readonly step: GuideStep;
  readonly number: number;
  /** Level of its heading. */
  readonly order: 2 | 3;
  /** Why the picture that was taken is not here. */
  readonly lost?: string | undefined;
}

export function GuideStepItem({ step, number, order, lost }: Props) {
  const varies = parameterSentence(step.parameters);
  return (
    <li id={`step-${number}`} className={classes.step}>
      <Card withBorder radius="lg" padding="lg">
        <StepHead number={number} title={step.title} order={order} />
        {varies && (
          <Text size="sm" c="dimmed" mt={6}>
            {varies}
          </Text>
        )}
        {step.note && <Text mt="sm">{step.note}</Text>}
        {lost && <p className={classes.lost}>{lost}</p>}
        {step.screenshot && (
          <a href={step.screenshot.fullUrl} target="_blank" rel="noreferrer" className={classes.picture}>
            <img
              src={step.screenshot.url}
              className={framedClass}
              width={step.screenshot.width}
              height={step.screenshot.height}
              loading={number > 2 ? 'lazy' : 'eager'}
              alt={`Step ${number}: the page with ${step.target.name || 'the place'} marked. Opens the whole picture.`}
            />
          </a>
        )}
      </Card>
    </li>
  );
}
