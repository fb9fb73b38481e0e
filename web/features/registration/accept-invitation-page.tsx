import { Button, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Link } from 'react-router';
import {
  acceptInvitationResponse,
  type ReadInvitationResponse,
  readInvitationResponse,
} from '../../../lib/contracts/identity/registration.ts';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Entrance } from '../../ui/entrance.tsx';
import { Failure } from '../../ui/failure.tsx';
import { type Fields, Form } from '../../ui/form.tsx';
import { roleWords } from '../account/role-words.ts';
import { BrokenLink } from './broken-link.tsx';
import { isStale, useMailToken } from './mail-token.ts';
import { NewPasswordField } from './new-password-field.tsx';

const heading = 'Accept the invitation';

/** Where the mail of an invitation leads. */
export function AcceptInvitationPage() {
  const token = useMailToken();
  const invitation = useInvitation(token);
  const sending = useMutation({
    mutationFn: (fields: Fields) =>
      request('/v1/invitations/accept', {
        method: 'POST',
        body: { token, ...fields },
        answer: acceptInvitationResponse,
      }),
  });
  if (sending.data)
    return (
      <Entrance heading="You are a member now" intro={`Sign in as ${sending.data.email} to see the guides.`}>
        <Button component={Link} to="/sign-in" state={{ email: sending.data.email }} size="md">
          Sign in
        </Button>
      </Entrance>
    );
  if (!token || isStale(invitation.error) || isStale(sending.error)) return <BrokenLink />;
  if (invitation.isError)
    return (
      <Entrance heading={heading}>
        <Failure
          title="The invitation could not be read"
          error={invitation.error}
          retry={() => invitation.refetch()}
        />
      </Entrance>
    );
  if (!invitation.data)
    return (
      <Entrance heading={heading}>
        <Skeleton height={320} radius="md" role="status" aria-label="Loading the invitation" />
      </Entrance>
    );
  return (
    <Entrance heading={heading} intro={<InvitationWords invitation={invitation.data} />}>
      <AccountForm sending={sending} invitation={invitation.data} />
    </Entrance>
  );
}

function useInvitation(token: string) {
  return useQuery({
    queryKey: ['read-invitation', token],
    queryFn: () =>
      request<ReadInvitationResponse>('/v1/invitations/read', {
        method: 'POST',
        body: { token },
        answer: readInvitationResponse,
      }),
    enabled: token !== '',
    // It ends with being accepted, and whoever has just done so is to read what comes next.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function InvitationWords({ invitation }: { invitation: ReadInvitationResponse }) {
  const { company, invitedBy, role } = invitation;
  return (
    <span style={{ overflowWrap: 'anywhere' }}>
      {invitedBy ? `${invitedBy} invites you to ` : 'You are invited to '}
      <strong>{company}</strong>, as {roleWords[role].name}. To join, say who you are and choose a password.
    </span>
  );
}

interface AccountFormProps {
  readonly sending: Parameters<typeof Form>[0]['sending'];
  readonly invitation: ReadInvitationResponse;
}

function AccountForm({ sending, invitation: { company, email } }: AccountFormProps) {
  const name = useRef('');
  return (
    <Form label="Your account" sending={sending} failure="The invitation could not be accepted">
      {(wrong) => (
        <>
          <TextInput
            label="E-mail"
            description="You will sign in with it."
            value={email}
            readOnly
            autoComplete="username"
            size="md"
          />
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
            known={() => [name.current, email, company]}
            wrong={wrong('password')}
          />
          <BusyButton type="submit" size="md" fullWidth busy={sending.isPending}>
            Join
          </BusyButton>
        </>
      )}
    </Form>
  );
}
