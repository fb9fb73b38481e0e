import { Card, Group, Text, Title } from '@mantine/core';
import type { GuideStep } from '../../../lib/contracts/guides/guide.ts';
import { StepTitle } from '../../ui/step-title.tsx';
import classes from './guide-step.module.css';

export function GuideStepItem({ step, number }: { step: GuideStep; number: number }) {
  return (
    <li id={`step-${number}`} className={classes.step}>
      <Card withBorder radius="lg" padding="lg">
        <Group gap="md" wrap="nowrap" align="flex-start">
          <span className={classes.number} aria-hidden>
            {number}
          </span>
          <Title order={2} size="h4" fw={500} className={classes.title}>
            <StepTitle title={step.title} />
          </Title>
        </Group>
        {step.note && <Text mt="sm">{step.note}</Text>}
        {step.screenshot && (
          <a href={step.screenshot.fullUrl} target="_blank" rel="noreferrer" className={classes.picture}>
            <img
              src={step.screenshot.url}
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
