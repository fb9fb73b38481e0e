import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import {
  maximumPolicies,
  type PoliciesResponse,
  policiesResponse,
  type TenantPolicy,
} from '../../../lib/contracts/identity/policy.ts';
import { RequestRefused, request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Nothing } from '../../ui/rows.tsx';
import { draftOf, type PolicyDraft, policiesOf, wrongFields } from './draft.ts';
import { emptyRule, examples } from './examples.ts';
import { policyFaults } from './faults.ts';
import { PolicyCard } from './policy-card.tsx';

interface Props {
  readonly base: PoliciesResponse;
  readonly drafts: readonly PolicyDraft[];
  readonly edited: boolean;
  readonly readOnly: boolean;
  readonly onChange: (drafts: PolicyDraft[]) => void;
  readonly onBegin: (from: PoliciesResponse) => void;
  readonly say: (words: string, options?: { at?: boolean }) => void;
}

export function PolicyEditor({ base, drafts, edited, readOnly, onChange, onBegin, say }: Props) {
  const queries = useQueryClient();
  const cards = useRef<HTMLDivElement>(null);
  const [fresh, setFresh] = useState<number>();
  const [unsent, setUnsent] = useState<readonly { pointer: string; message: string }[]>([]);
  const saving = useMutation({
    mutationFn: () =>
      request<PoliciesResponse>('/v1/policies', {
        method: 'PUT',
        body: { version: base.version, policies: policiesOf(drafts) },
        answer: policiesResponse,
      }),
    onSuccess: (found) => {
      queries.setQueryData(['policies'], found);
      onBegin(found);
      say(`Saved as version ${found.version}. It holds within a minute.`, { at: true });
    },
  });
  const refused = saving.error instanceof RequestRefused ? saving.error : undefined;
  const faults = policyFaults([...unsent, ...(refused?.problem?.errors ?? [])]);
  useEffect(() => {
    if (saving.error || unsent.length > 0)
      cards.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [saving.error, unsent]);
  const change = (next: PolicyDraft[]) => {
    // What was wrong is wrong no more, or no more where it was; what was saved is not what is there now.
    saving.reset();
    setUnsent([]);
    say('');
    onChange(next);
  };
  const add = (policy: TenantPolicy) => {
    const draft = draftOf(policy);
    setFresh(draft.key);
    change([...drafts, draft]);
  };
  const save = () => {
    say('');
    const wrong = wrongFields(drafts);
    setUnsent(wrong);
    if (wrong.length === 0) saving.mutate();
  };
  const unused = examples.filter(({ id }) => !drafts.some((draft) => draft.id === id));
  return (
    <Stack gap="md" ref={cards}>
      {drafts.length === 0 && (
        <Nothing>No rules of your own: roles, collaborators and sensitive guides decide alone.</Nothing>
      )}
      {drafts.map((draft, index) => (
        <PolicyCard
          key={draft.key}
          draft={draft}
          number={index + 1}
          faults={faults.filter((fault) => fault.index === index)}
          readOnly={readOnly}
          fresh={draft.key === fresh}
          onChange={(next) => change(drafts.map((one) => (one.key === draft.key ? next : one)))}
          onRemove={() => {
            change(drafts.filter((one) => one.key !== draft.key));
            say(`“${draft.id || `Rule ${index + 1}`}” is taken out. Save to put that in force.`, {
              at: true,
            });
          }}
        />
      ))}
      {!readOnly && drafts.length < maximumPolicies && (
        <Group gap="sm">
          <Button variant="default" onClick={() => add(emptyRule)}>
            Add a rule
          </Button>
          {unused.length > 0 && (
            <Text size="sm" c="dimmed">
              or begin with:
            </Text>
          )}
          {unused.map(({ label, ...policy }) => (
            <Button key={policy.id} variant="light" size="sm" onClick={() => add(policy)}>
              {label}
            </Button>
          ))}
        </Group>
      )}
      {faults.length > 0 && (
        <Text size="sm" c="red" role="alert">
          {faults.length === 1 ? 'One mistake is' : `${faults.length} mistakes are`} marked above. Nothing was
          saved.
        </Text>
      )}
      {saving.isError && faults.length === 0 && (
        <Failure
          title="The policies were not saved"
          error={saving.error}
          {...(refused?.reason === 'version-changed' ? { retry: () => readAnew() } : {})}
        />
      )}
      {!readOnly && (
        <Group gap="sm">
          <BusyButton busy={saving.isPending} disabled={!edited} onClick={save}>
            Save
          </BusyButton>
          {edited && (
            <Button
              variant="default"
              disabled={saving.isPending}
              onClick={() => change(base.policies.map(draftOf))}
            >
              Discard changes
            </Button>
          )}
        </Group>
      )}
      {readOnly && (
        <Text size="sm" c="dimmed">
          An owner of your company can change these rules.
        </Text>
      )}
    </Stack>
  );

  /** The version that somebody else saved meanwhile, in place of the edits. */
  async function readAnew() {
    const found = await request<PoliciesResponse>('/v1/policies', { answer: policiesResponse });
    queries.setQueryData(['policies'], found);
    saving.reset();
    onBegin(found);
  }
}
