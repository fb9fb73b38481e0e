import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import {
  type ApiKey,
  type CreateApiKeyResponse,
  createApiKeyResponse,
} from '../../../lib/contracts/identity/api-key.ts';
import { request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { useFocusAtFirst } from '../../ui/focus.ts';
import { type Fields, Form } from '../../ui/form.tsx';
import { useApiKeysChanged } from './use-api-keys.ts';

const overlaps = [
  { value: '0', label: 'Ends at once' },
  { value: '3600', label: 'Works for an hour more' },
  { value: '86400', label: 'Works for a day more' },
  { value: '604800', label: 'Works for a week more' },
  { value: '2592000', label: 'Works for 30 days more' },
];

interface Props {
  readonly apiKey: ApiKey;
  readonly onMade: (made: CreateApiKeyResponse) => void;
  readonly onCancel: () => void;
}

/** A new key in place of the old one, which works on for a while so that no program stands still. */
export function RotateForm({ apiKey, onMade, onCancel }: Props) {
  const first = useFocusAtFirst<HTMLSelectElement>();
  // What was said when it broke off holds.
  const goesOn = apiKey.replacedBy !== null;
  const changed = useApiKeysChanged();
  const sending = useMutation({
    mutationFn: ({ overlap }: Fields) =>
      request<CreateApiKeyResponse>(`/v1/api-keys/${apiKey.id}/rotate`, {
        method: 'POST',
        body: goesOn ? {} : { overlapSeconds: Number(overlap) },
        answer: createApiKeyResponse,
      }),
    onSuccess: async (made) => {
      onMade(made);
      await changed();
    },
  });
  return (
    <Form label={`Rotate ${apiKey.name}`} sending={sending} failure="The key could not be rotated">
      {() => (
        <>
          <Text size="sm">
            {goesOn && 'This key was being rotated when something broke off. '}
            You get a new key with the same name and scopes. Give it to the program before the old one ends.
          </Text>
          {!goesOn && (
            <NativeSelect
              ref={first}
              label="The old key"
              name="overlap"
              data={overlaps}
              defaultValue="86400"
            />
          )}
          <Group gap="sm">
            <BusyButton type="submit" busy={sending.isPending}>
              Make the new key
            </BusyButton>
            <Button variant="default" disabled={sending.isPending} onClick={onCancel}>
              Cancel
            </Button>
          </Group>
        </>
      )}
    </Form>
  );
}
