import { Alert, Button, Group, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { RedactionPolicy } from '../../../lib/contracts/redaction/policy.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { moment } from '../../ui/moment.ts';
import { useNames } from '../members/use-members.ts';

interface Props {
  readonly theirs: RedactionPolicy;
  /** What they changed, in words. */
  readonly changed: readonly string[];
  readonly busy: boolean;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

const list = new Intl.ListFormat('en');

/** Somebody else has saved while one was editing: what they changed, and whose is to hold. Nothing is lost by asking. */
export function Meanwhile({ theirs, changed, busy, onMine, onTheirs }: Props) {
  const nameOf = useNames();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const who = theirs.updatedBy?.startsWith('usr_') ? nameOf(theirs.updatedBy) : 'Somebody else';
  const when = theirs.updatedAt ? ` ${moment(theirs.updatedAt)}` : '';
  return (
    <Alert
      ref={place}
      tabIndex={-1}
      role="alertdialog"
      color="pine"
      variant="light"
      title={`${who} saved another revision${when}`}
    >
      <Text size="sm">
        {changed.length > 0 ? `It changed ${list.format(changed)}. ` : ''}Your own changes are still here and
        not saved.
      </Text>
      <Group gap="sm" mt="sm">
        <BusyButton variant="default" busy={busy} onClick={onMine}>
          Save mine in its place
        </BusyButton>
        <Button variant="default" disabled={busy} onClick={onTheirs}>
          Take theirs, drop mine
        </Button>
      </Group>
    </Alert>
  );
}
