import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { type Plan, type PlanResponse, planWords } from '../../../lib/contracts/metering/plan.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { moment } from '../../ui/moment.ts';
import classes from './pending.module.css';

interface Props {
  readonly pending: NonNullable<PlanResponse['pending']>;
  readonly present: Plan;
  /** Then the reader is further down, at the plans, and is brought here. */
  readonly justAsked: boolean;
  readonly busy: boolean;
  readonly onGiveUp?: () => void;
}

/** A larger plan is asked for, and begins once it is paid. */
export function Pending({
  pending: { plan, checkoutUrl, since },
  present,
  justAsked,
  busy,
  onGiveUp,
}: Props) {
  const box = useRef<HTMLDivElement>(null);
  const payment = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (!justAsked) return;
    payment.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView();
  }, [justAsked]);
  return (
    <Alert
      ref={box}
      className={classes.pending}
      color="pine"
      variant="light"
      title={`${planWords[plan]} waits for payment`}
    >
      <Stack gap="sm">
        <Text size="sm">
          Asked for {moment(since)}. Until it is paid, your company stays on {planWords[present]}.
        </Text>
        <Group gap="sm">
          <Button ref={payment} component="a" href={checkoutUrl} rel="noreferrer">
            Go to the payment
          </Button>
          {onGiveUp && (
            <BusyButton variant="default" busy={busy} onClick={onGiveUp}>
              Stay on {planWords[present]}
            </BusyButton>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}
