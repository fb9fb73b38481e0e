import { Button, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useRef } from 'react';
import type { Member } from '../../../lib/contracts/identity/member.ts';
import type { Collaborators } from '../../../lib/contracts/identity/policy.ts';
import { Nothing, Row, RowList } from '../../ui/rows.tsx';
import { roleWords } from '../account/role-words.ts';

type Chosen = Collaborators['collaborators'];

interface Props {
  readonly chosen: Chosen;
  readonly members: readonly Member[];
  readonly onChange: (chosen: Chosen) => void;
}

const roles = [
  { value: 'viewer', label: 'Reads' },
  { value: 'editor', label: 'Reads and edits' },
] as const;

/** Who works on the guide, and who could be added. */
export function CollaboratorRows({ chosen, members, onChange }: Props) {
  const adding = useRef<HTMLSelectElement>(null);
  const names = new Map(members.map(({ userId, name }) => [userId, name]));
  const others = members.filter(({ userId }) => !chosen.some((one) => one.userId === userId));
  const remove = (userId: string) => {
    onChange(chosen.filter((one) => one.userId !== userId));
    requestAnimationFrame(() => adding.current?.focus());
  };
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">
        People who work on it
      </Title>
      {chosen.length === 0 && <Nothing>Nobody is named.</Nothing>}
      {chosen.length > 0 && (
        <RowList label="People who work on it">
          {chosen.map(({ userId, role }) => {
            const name = names.get(userId) ?? 'A former member';
            return (
              <Row
                key={userId}
                name={name}
                actions={
                  <>
                    <NativeSelect
                      aria-label={`What ${name} may`}
                      data={roles.map((one) => ({ ...one }))}
                      value={role}
                      onChange={(event) => {
                        const next = event.currentTarget.value === 'editor' ? 'editor' : 'viewer';
                        onChange(chosen.map((one) => (one.userId === userId ? { userId, role: next } : one)));
                      }}
                    />
                    <Button variant="default" aria-label={`Take out ${name}`} onClick={() => remove(userId)}>
                      Take out
                    </Button>
                  </>
                }
              />
            );
          })}
        </RowList>
      )}
      {others.length > 0 && (
        <Group align="flex-end" gap="sm">
          <NativeSelect
            ref={adding}
            label="Add somebody"
            value=""
            data={[
              { value: '', label: 'Choose a member …' },
              ...others.map(({ userId, name, role }) => ({
                value: userId,
                label: `${name}, ${roleWords[role].name}`,
              })),
            ]}
            onChange={(event) => {
              const userId = event.currentTarget.value;
              if (userId) onChange([...chosen, { userId, role: 'viewer' }]);
            }}
          />
        </Group>
      )}
      {others.length === 0 && (
        <Text size="sm" c="dimmed">
          Everybody in the company is in the list.
        </Text>
      )}
    </Stack>
  );
}
