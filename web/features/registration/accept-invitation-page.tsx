import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { Link } from 'react-router';
import { acceptInvitationResponse } from '../../../lib/contracts/identity/registration.ts';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Entrance } from '../../ui/entrance.tsx';
import { type Fields, Form } from '../../ui/form.tsx';
import { BrokenLink } from './broken-link.tsx';
import { isStale, useMailToken } from './mail-token.ts';
import { NewPasswordField } from './new-password-field.tsx';

/** Where the mail of an invitation leads. */
export function AcceptInvitationPage() {
  const token = useMailToken();
  const name = useRef('');
  const sending = useMutation({
    mutationFn: (fields: Fields) =>
      request('/v1/invitations/accept', {
        method: 'POST',
        body: { token, ...fields },
        answer: acceptInvitationResponse,
      }),
  });
  if (!token || isStale(sending.error)) return <BrokenLink />;
  if (sending.data)
    return (
      <Entrance heading="You are a member now" intro={`Sign in as ${sending.data.email} to see the guides.`}>
        <Button component={Link} to="/sign-in" size="md">
          Sign in
        </Button>
      </Entrance>
    );
  return (
    <Entrance
      heading="Accept the invitation"
      intro="Say who you are and choose a password. The mail says which company invites you."
    >
      <Form label="Your account" sending={sending} failure="The invitation could not be accepted">
        {(wrong) => (
          <>
            <TextInput
              label="Your name"
              name="name"
              autoComplete="name"
              size="md"
              required
              withAsterisk={false}
              maxLength={200}
              autoFocus
              onChange={(event) => {
                name.current = event.currentTarget.value;
              }}
              error={wrong('name')}
            />
            <NewPasswordField
              label="Password"
              name="password"
              known={() => [name.current]}
              wrong={wrong('password')}
            />
            <BusyButton type="submit" size="md" fullWidth busy={sending.isPending}>
              Join
            </BusyButton>
          </>
        )}
      </Form>
    </Entrance>
  );
}
