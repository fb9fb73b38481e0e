import { Group, Text } from '@mantine/core';
import { useId } from 'react';
import { amount } from './plan-words.ts';
import classes from './usage-meter.module.css';

/** How much of a limit is used. Nearly used up and used up are said in words as well. */
export function UsageMeter({ words, used, limit }: { words: string; used: number; limit: number }) {
  const id = useId();
  const share = Math.min(1, used / Math.max(1, limit));
  const state = share === 1 ? 'full' : share >= 0.8 ? 'near' : 'room';
  const left = state === 'full' ? ' · none left' : state === 'near' ? ` · ${amount(limit - used)} left` : '';
  const figures = `${amount(used)} of ${amount(limit)}`;
  return (
    <div>
      <Group justify="space-between" gap="sm" mb={6}>
        <Text size="sm" fw={500} id={id}>
          {words}
        </Text>
        <Text size="sm">
          {figures}
          {left}
        </Text>
      </Group>
      <meter
        className={classes.meter}
        data-state={state}
        aria-labelledby={id}
        aria-valuetext={figures}
        min={0}
        max={Math.max(1, limit)}
        value={Math.min(used, limit)}
      />
    </div>
  );
}
