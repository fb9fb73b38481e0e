import { Group, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
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
  const field = useRef<HTMLInputElement>(null);
  const trimmed = name.trim();
  const excess = trimmed.length - longestLinkName;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (excess > 0) return field.current?.focus();
    const expiresAt = endOfLink(lifetime, day);
    if (expiresAt === undefined) return;
    // What was typed meanwhile is another link's name.
    const done = () => setName((now) => (now === name ? '' : now));
    onCreate({ ...(trimmed ? { name: trimmed } : {}), expiresAt }, done);
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-start" gap="sm">
        <TextInput
          ref={field}
          className={classes.name}
          label="Name of a new link (optional)"
          placeholder="Whom it is for"
          value={name}
          error={excess > 0 && `At most ${longestLinkName} characters: ${excess} too many.`}
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
        <BusyButton type="submit" busy={busy} className={classes.beside}>
          Create link
        </BusyButton>
      </Group>
    </form>
  );
}
