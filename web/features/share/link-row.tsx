import { Button, Group, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Visibility } from '../../../lib/contracts/guides/guide.ts';
import type { ShareLink } from '../../../lib/contracts/share/link.ts';
import { InlineQuestion } from '../../ui/inline-question.tsx';
import { useSession } from '../identity/use-session.ts';
import { afterRevoking, isOpen, linkName, originOf, stateOf } from './link-words.ts';
import classes from './share.module.css';

interface Props {
  readonly link: ShareLink;
  readonly visibility: Visibility;
  readonly busy: boolean;
  readonly onRevoke: () => void;
}

export function LinkRow({ link, visibility, busy, onRevoke }: Props) {
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const user = useSession();
  const open = isOpen(link);
  const keep = () => {
    setAsking(false);
    requestAnimationFrame(() => button.current?.focus());
  };
  return (
    <li className={classes.link}>
      <Group justify="space-between" gap="sm">
        <div className={classes.words}>
          <Text fw={600} c={open ? undefined : 'dimmed'}>
            {link.name ?? 'Link without a name'}
          </Text>
          <Text size="sm">{stateOf(link)}</Text>
          <Text size="sm" c="dimmed">
            {originOf(link, user?.id)}
          </Text>
        </div>
        {open && !asking && (
          <Button
            ref={button}
            variant="subtle"
            color="red"
            aria-label={`Revoke ${linkName(link)}`}
            onClick={() => setAsking(true)}
          >
            Revoke
          </Button>
        )}
      </Group>
      {open && asking && (
        <InlineQuestion
          question={`Revoke ${linkName(link)}?`}
          yes="Revoke the link"
          no="Keep it"
          busy={busy}
          onYes={onRevoke}
          onNo={keep}
        >
          {afterRevoking(visibility)}
        </InlineQuestion>
      )}
    </li>
  );
}
