import { Button, Group, Paper, Stack, TextInput } from '@mantine/core';
import type { PolicyDraft } from './draft.ts';
import type { PolicyFault } from './faults.ts';
import { faultWords, PolicyText } from './policy-text.tsx';

interface Props {
  readonly draft: PolicyDraft;
  /** From 1. */
  readonly number: number;
  readonly faults: readonly PolicyFault[];
  readonly readOnly: boolean;
  /** Just added: the keyboard goes there. */
  readonly fresh: boolean;
  readonly onChange: (draft: PolicyDraft) => void;
  readonly onRemove: () => void;
}

/** One rule of the company. */
export function PolicyCard({ draft, number, faults, readOnly, fresh, onChange, onRemove }: Props) {
  const of = (field: string) => faults.filter((fault) => fault.field === field);
  const wordsOf = (field: string) => of(field).map(faultWords).join(' ') || undefined;
  return (
    <Paper withBorder radius="md" p="md" component="article" aria-label={draft.id || `Rule ${number}`}>
      <Stack gap="sm">
        <Group align="flex-start" gap="sm">
          <TextInput
            label="Name"
            value={draft.id}
            readOnly={readOnly}
            maxLength={63}
            error={wordsOf('id')}
            onChange={(event) => onChange({ ...draft, id: event.currentTarget.value })}
            style={{ flex: '1 1 180px' }}
            autoFocus={fresh}
          />
          <TextInput
            label="What it is for"
            value={draft.description}
            readOnly={readOnly}
            maxLength={200}
            error={wordsOf('description')}
            onChange={(event) => onChange({ ...draft, description: event.currentTarget.value })}
            style={{ flex: '2 1 260px' }}
          />
        </Group>
        <PolicyText
          label="Rule"
          value={draft.text}
          readOnly={readOnly}
          faults={of('text')}
          onChange={(text) => onChange({ ...draft, text })}
        />
        {!readOnly && (
          <div>
            <Button
              variant="default"
              c="var(--mantine-color-error)"
              size="sm"
              aria-label={`Take out ${draft.id || `rule ${number}`}`}
              onClick={onRemove}
            >
              Take out
            </Button>
          </div>
        )}
      </Stack>
    </Paper>
  );
}
