import { Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type Invitation, invitation } from '../../../lib/contracts/identity/member.ts';
import { type Role, roles } from '../../../lib/contracts/identity/role.ts';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { type Fields, Form } from '../../ui/form.tsx';
import { rolesUpTo, roleWords } from '../account/role-words.ts';
import classes from './invite-form.module.css';
import { useMembersChanged } from './use-members.ts';

interface Props {
  readonly own: Role | undefined;
}

export function InviteForm({ own }: Props) {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const changed = useMembersChanged();
  const sending = useMutation({
    mutationFn: (fields: Fields) =>
      request<Invitation>('/v1/invitations', { method: 'POST', body: fields, answer: invitation }),
    onSuccess: async () => {
      setEmail('');
      await changed();
    },
  });
  return (
    <Form label="Invitation" sending={sending} failure="The invitation could not be sent">
      {(wrong) => (
        <div>
          <Group align="flex-end" gap="sm">
            <TextInput
              label="E-mail"
              name="email"
              type="email"
              required
              withAsterisk={false}
              maxLength={254}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              error={wrong('email')}
              style={{ flex: '1 1 240px' }}
            />
            <NativeSelect
              label="Role"
              name="role"
              value={role}
              onChange={(event) =>
                setRole(roles.find((one) => one === event.currentTarget.value) ?? 'viewer')
              }
              data={rolesUpTo(own).map((value) => ({ value, label: roleWords[value].name }))}
            />
            <BusyButton type="submit" busy={sending.isPending}>
              Invite
            </BusyButton>
          </Group>
          <Text size="sm" role="status" className={classes.sent}>
            {sending.data && !email && `An invitation is on its way to ${sending.data.email}.`}
          </Text>
          <Text size="sm" c="dimmed" mt={6}>
            {roleWords[role].name}: {roleWords[role].may}
          </Text>
        </div>
      )}
    </Form>
  );
}
