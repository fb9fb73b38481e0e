import { Group, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type CreateLinkRequest, longestLinkName } from '../../../lib/contracts/share/link.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { endOfLink, lifetimes, today, usualLifetime } from './link-lifetime.ts';
import classes from './share.module.css';

interface Props {
  readonly busy: boolean;
  /** `done` is called once the link is made. */
  readonly onCreate: (wish: CreateLinkRequest, done: () => void) => void;
}

export function NewLinkForm({ busy, onCreate }: Props) {
  const [name, setName] = useState('');
  const [lifetime, setLifetime] = useState(usualLifetime);
  const [day, setDay] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const expiresAt = endOfLink(lifetime, day);
    if (expiresAt === undefined) return;
    const trimmed = name.trim();
    // What was typed meanwhile is another link's name.
    const done = () => setName((now) => (now === name ? '' : now));
    onCreate({ ...(trimmed ? { name: trimmed } : {}), expiresAt }, done);
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="sm">
        <TextInput
          className={classes.name}
          label="Name of a new link (optional)"
          placeholder="Whom it is for"
          value={name}
          maxLength={longestLinkName}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label="Expires"
          data={lifetimes.map((one) => ({ ...one }))}
          value={lifetime}
          onChange={(event) => setLifetime(event.currentTarget.value)}
        />
        {lifetime === 'date' && (
          <TextInput
            label="Last day"
            type="date"
            required
            min={today()}
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
        )}
        <BusyButton type="submit" busy={busy}>
          Create link
        </BusyButton>
      </Group>
    </form>
  );
}
