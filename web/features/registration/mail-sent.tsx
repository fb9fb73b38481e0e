import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Entrance } from '../../ui/entrance.tsx';
import { useFocusAtFirst } from '../../ui/focus.ts';

interface Props {
  readonly to: string;
  readonly lifetime: string;
  readonly again: () => void;
  readonly children: ReactNode;
}

/** The way goes on in the mailbox; the server does not say here whether it knows the e-mail. */
export function MailSent({ to, lifetime, again, children }: Props) {
  const words = useFocusAtFirst<HTMLParagraphElement>();
  return (
    <Entrance heading="Look into your mailbox" ways={[{ to: '/sign-in', label: 'Sign in' }]}>
      <Text ref={words} tabIndex={-1} role="status" style={{ outline: 'none', overflowWrap: 'anywhere' }}>
        A mail is on its way to <strong>{to}</strong>. Follow the link in it to go on; it is good for{' '}
        {lifetime}. {children}
      </Text>
      <Text size="sm" c="dimmed">
        Nothing there after some minutes? Look among the unwanted mail, or check the address.
      </Text>
      <Button variant="default" size="md" onClick={again}>
        Use another address
      </Button>
    </Entrance>
  );
}
