import { Text } from '@mantine/core';
import { useRef, useState } from 'react';
import classes from './announcement.module.css';

/** A line that says what was done, aloud too. `at`: the keyboard goes there, since what it was on is gone. */
export function useAnnouncement() {
  const [said, setSaid] = useState('');
  const line = useRef<HTMLParagraphElement>(null);
  const say = (words: string, { at = false } = {}) => {
    setSaid(words);
    if (at) requestAnimationFrame(() => line.current?.focus());
  };
  return {
    say,
    line: (
      <Text ref={line} size="sm" role="status" tabIndex={-1} className={classes.line}>
        {said}
      </Text>
    ),
  };
}
