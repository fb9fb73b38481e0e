import { Button, Group, Text } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { BusyButton } from './busy-button.tsx';
import classes from './inline-question.module.css';

interface Props {
  readonly question: string;
  /** What will be different. */
  readonly children: ReactNode;
  readonly yes: string;
  readonly no: string;
  readonly busy: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Asks in place before something that cannot be taken back. The keyboard starts at the answer that changes nothing. */
export function InlineQuestion({ question, children, yes, no, busy, onYes, onNo }: Props) {
  const safe = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => safe.current?.focus(), []);
  const answerByEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !busy) onNo();
  };
  return (
    <div
      role="alertdialog"
      aria-labelledby={`${id}-question`}
      aria-describedby={`${id}-consequence`}
      className={classes.question}
      onKeyDown={answerByEscape}
    >
      <Text id={`${id}-question`} fw={600} className={classes.words}>
        {question}
      </Text>
      <Text id={`${id}-consequence`} size="sm" mt={4} className={classes.words}>
        {children}
      </Text>
      <Group gap="sm" mt="sm">
        {/* Escape answers the question; a dialog around it stays open. */}
        <Button ref={safe} variant="default" disabled={busy} onClick={onNo} data-mantine-stop-propagation>
          {no}
        </Button>
        <BusyButton color="red" busy={busy} onClick={onYes} data-mantine-stop-propagation>
          {yes}
        </BusyButton>
      </Group>
    </div>
  );
}
