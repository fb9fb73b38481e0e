import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { type Plan, type PlanResponse, planWords } from '../../../lib/contracts/metering/plan.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { moment } from '../../ui/moment.ts';

interface Props {
  readonly payment: NonNullable<PlanResponse['payment']>;
  readonly present: Plan;
  readonly busy: boolean;
  readonly onGiveUp?: () => void;
}

/** A payment failed: what that means, until when, and what can be done. */
export function Owed({ payment: { graceEndsAt, payUrl, plan, state }, present, busy, onGiveUp }: Props) {
  const name = planWords[plan];
  const lapsed = state === 'lapsed';
  return (
    <Alert
      color="red"
      variant="light"
      title={lapsed ? `${name} is not paid for` : 'The last payment failed'}
      role="region"
    >
      <Stack gap="sm">
        <Text size="sm">
          {lapsed
            ? `Your company is on ${planWords[present]} until it is. `
            : `Your company stays on ${name} until ${graceEndsAt ? moment(graceEndsAt) : 'that is paid'}. If nothing is paid by then, it is on ${planWords.STARTER} from that moment on. `}
          Nothing that you have is taken away; beyond the smaller limits nothing new can be made.
        </Text>
        {!payUrl && (
          <Text size="sm">The payment provider has mailed whoever pays for your plan how to pay.</Text>
        )}
        <Group gap="sm">
          {payUrl && (
            <Button component="a" href={payUrl} rel="noreferrer">
              Pay what is owed
            </Button>
          )}
          {lapsed && onGiveUp && (
            <BusyButton variant="default" busy={busy} onClick={onGiveUp}>
              Stay on {planWords[present]}
            </BusyButton>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}
