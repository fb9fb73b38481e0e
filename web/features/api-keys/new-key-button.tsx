import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import { Link } from 'react-router';
import { type Plan, plans, planWords } from '../../../lib/contracts/metering/plan.ts';

interface Props {
  /** Not known yet, or not for this person to know: then the server says. */
  readonly room: { readonly plan: Plan; readonly taken: number } | undefined;
  readonly onPress: () => void;
}

/** Says before anybody has filled anything in that the plan has no room for another key. */
export function NewKeyButton({ room, onPress }: Props) {
  const id = useId();
  if (!room || room.taken < plans[room.plan].apiKeys) return <Button onClick={onPress}>New key</Button>;
  return (
    <Stack gap="xs" align="flex-start">
      <Button disabled aria-describedby={id}>
        New key
      </Button>
      <Text size="sm" id={id}>
        {planWords[room.plan]} has no room for more. Revoke a key, or{' '}
        <Anchor component={Link} to="/settings/plan" underline="always" inherit>
          see the plans
        </Anchor>
        .
      </Text>
    </Stack>
  );
}
