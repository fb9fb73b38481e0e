import { Badge, NativeSelect, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Member } from '../../../lib/contracts/identity/member.ts';
import { type Role, roles } from '../../../lib/contracts/identity/role.ts';
import { request } from '../../api/request.ts';
import { Failure } from '../../ui/failure.tsx';
import { InlineQuestion } from '../../ui/inline-question.tsx';
import { ago } from '../../ui/moment.ts';
import { Row } from '../../ui/rows.tsx';
import { useQuestion } from '../../ui/use-question.tsx';
import { rolesUpTo, roleWords } from '../account/role-words.ts';
import { useMembersChanged } from './use-members.ts';

interface Props {
  readonly member: Member;
  readonly own: { readonly id: string; readonly role: Role } | undefined;
  readonly isOnlyOwner: boolean;
  readonly mayChange: boolean;
  readonly mayRemove: boolean;
  readonly say: (words: string, options?: { at?: boolean }) => void;
}

export function MemberRow({ member, own, isOnlyOwner, mayChange, mayRemove, say }: Props) {
  const { userId, name, email, role, joinedAt } = member;
  const isSelf = userId === own?.id;
  const within = rolesUpTo(own?.role).includes(role);
  const changed = useMembersChanged();
  const [wanted, setWanted] = useState<Role>();
  const removal = useQuestion({ label: 'Remove', name: `Remove ${name}` });
  const change = useMutation({
    mutationFn: (to: Role) => request(`/v1/members/${userId}`, { method: 'PUT', body: { role: to } }),
    onSuccess: async (_, to) => {
      say(`${isSelf ? 'You are' : `${name} is`} ${roleWords[to].name} now.`);
      await changed();
    },
    onSettled: () => setWanted(undefined),
  });
  const remove = useMutation({
    mutationFn: () => request(`/v1/members/${userId}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await changed();
      say(`${name} is no member any more.`, { at: true });
    },
  });
  const choose = (to: Role) => {
    // Neither is easily taken back by whoever does it.
    if (to === 'owner' || isSelf) setWanted(to);
    else change.mutate(to);
  };
  return (
    <Row
      name={
        <>
          {name} {isSelf && <Badge variant="default">You</Badge>}
        </>
      }
      details={`${email} · joined ${ago(joinedAt)}`}
      actions={
        <>
          {mayChange && within && !isOnlyOwner ? (
            <NativeSelect
              aria-label={`Role of ${name}`}
              value={change.isPending ? change.variables : (wanted ?? role)}
              disabled={change.isPending}
              onChange={(event) => choose(roles.find((one) => one === event.currentTarget.value) ?? role)}
              data={rolesUpTo(own?.role).map((value) => ({ value, label: roleWords[value].name }))}
            />
          ) : (
            <Badge variant="default">{roleWords[role].name}</Badge>
          )}
          {mayRemove && within && !isSelf && removal.opener}
        </>
      }
    >
      {mayChange && isSelf && isOnlyOwner && (
        <Text size="sm" c="dimmed">
          A company keeps at least one owner. Make somebody else an owner before you take another role.
        </Text>
      )}
      {wanted && (
        <InlineQuestion
          question={isSelf ? `Change your own role to ${roleWords[wanted].name}?` : `Make ${name} an owner?`}
          yes={isSelf ? 'Change my role' : 'Make an owner'}
          no="Leave it as it is"
          busy={change.isPending}
          onYes={() => change.mutate(wanted)}
          onNo={() => setWanted(undefined)}
        >
          {isSelf
            ? `${roleWords[wanted].may} You cannot give yourself the present role back; another ${roleWords[role].name.toLowerCase()} can.`
            : 'An owner may do everything: change policies and the plan, and remove any other owner, you too.'}
        </InlineQuestion>
      )}
      {removal.asking && (
        <InlineQuestion
          question={`Remove ${name}?`}
          yes={`Remove ${name}`}
          no="Keep"
          busy={remove.isPending}
          onYes={() => remove.mutate()}
          onNo={removal.close}
        >
          {name} is signed out within a minute and can no longer see your company’s guides. The guides that{' '}
          {name} made stay, and so do the API keys: revoke those that {name} knows. Open invitations that{' '}
          {name} sent stop working.
        </InlineQuestion>
      )}
      {change.isError && <Failure title="The role could not be changed" error={change.error} />}
      {remove.isError && <Failure title={`${name} could not be removed`} error={remove.error} />}
    </Row>
  );
}
