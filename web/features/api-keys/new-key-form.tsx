import { Button, Checkbox, Group, NativeSelect, Paper, SimpleGrid, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type CreateApiKeyResponse, createApiKeyResponse } from '../../../lib/contracts/identity/api-key.ts';
import { keyScopes } from '../../../lib/contracts/identity/key-scope.ts';
import type { Role } from '../../../lib/contracts/identity/role.ts';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { useFocusAtFirst } from '../../ui/focus.ts';
import { type Fields, Form } from '../../ui/form.tsx';
import { mayGive, scopeWords } from './scope-words.ts';
import { useApiKeysChanged } from './use-api-keys.ts';

const lifetimes = [
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: '', label: 'Never' },
];

interface Props {
  readonly own: Role | undefined;
  readonly onMade: (made: CreateApiKeyResponse) => void;
  readonly onCancel: () => void;
}

export function NewKeyForm({ own, onMade, onCancel }: Props) {
  const [scopes, setScopes] = useState<string[]>(['guides:read']);
  const name = useFocusAtFirst<HTMLInputElement>();
  const changed = useApiKeysChanged();
  const sending = useMutation({
    mutationFn: (fields: Fields) =>
      request<CreateApiKeyResponse>('/v1/api-keys', {
        method: 'POST',
        body: wish(fields, scopes),
        answer: createApiKeyResponse,
      }),
    onSuccess: async (made) => {
      onMade(made);
      await changed();
    },
  });
  return (
    <Paper withBorder radius="md" p="md">
      <Form
        label="New key"
        sending={sending}
        failure="The key could not be made"
        places={{ 'already-expired': 'days' }}
      >
        {(wrong) => (
          <>
            <TextInput
              ref={name}
              label="Name"
              description="What the key is for, so that you know later which one to revoke."
              name="name"
              required
              withAsterisk={false}
              maxLength={100}
              error={wrong('name')}
            />
            <Checkbox.Group
              label="It may"
              value={scopes}
              onChange={setScopes}
              error={scopes.length === 0 ? 'Choose at least one.' : undefined}
            >
              <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" mt="xs">
                {keyScopes.map((scope) => (
                  <Checkbox
                    key={scope}
                    value={scope}
                    label={scopeWords[scope]}
                    description={mayGive(own, scope) ? scope : `${scope}: more than your role may`}
                    disabled={!mayGive(own, scope)}
                  />
                ))}
              </SimpleGrid>
            </Checkbox.Group>
            <Group gap="md" align="flex-start">
              <NativeSelect
                label="Expires"
                name="days"
                data={lifetimes}
                defaultValue="90"
                error={wrong('days')}
              />
              <TextInput
                label="Requests a minute (optional)"
                placeholder="As the plan has"
                name="requestsPerMinute"
                type="number"
                min={1}
                max={30_000}
                error={wrong('requestsPerMinute')}
              />
            </Group>
            <Group gap="sm">
              <BusyButton type="submit" busy={sending.isPending} disabled={scopes.length === 0}>
                Make the key
              </BusyButton>
              <Button variant="default" disabled={sending.isPending} onClick={onCancel}>
                Cancel
              </Button>
            </Group>
          </>
        )}
      </Form>
    </Paper>
  );
}

function wish({ name, days, requestsPerMinute }: Fields, scopes: readonly string[]) {
  return {
    name,
    scopes,
    ...(days ? { expiresAt: new Date(Date.now() + Number(days) * 86_400_000).toISOString() } : {}),
    ...(requestsPerMinute ? { requestsPerMinute: Number(requestsPerMinute) } : {}),
  };
}
