import { Alert, Group, List, NativeSelect, SimpleGrid, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type Action, actions } from '../../../lib/contracts/identity/action.ts';
import {
  type ExplainDecisionResponse,
  explainDecisionResponse,
  type TenantPolicy,
} from '../../../lib/contracts/identity/policy.ts';
import { RequestRefused, request } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Section } from '../../ui/section.tsx';
import { actionWords } from '../account/action-words.ts';
import { policyFaults } from './faults.ts';
import { faultWords } from './policy-text.tsx';
import { type Question, questionBody } from './question.ts';
import { ResourceFields } from './resource-fields.tsx';
import { usePrincipals } from './use-principals.ts';

const actionChoices = (Object.keys(actions) as Action[])
  .map((value) => ({ value, label: actionWords(value) }))
  .sort((one, other) => one.label.localeCompare(other.label));

const first: Question = { principal: 'role:viewer', action: 'deleteGuide', resource: 'plain', author: '' };

/** What would be decided, and by which rules: by those in force, or by the ones in the editor. */
export function DryRunSection({ edited }: { readonly edited: readonly TenantPolicy[] | undefined }) {
  const [question, setQuestion] = useState(first);
  const [byEdited, setByEdited] = useState(true);
  const principals = usePrincipals();
  const policies = byEdited ? edited : undefined;
  const asking = useMutation({
    mutationFn: () =>
      request<ExplainDecisionResponse>('/v1/policies/dry-run', {
        method: 'POST',
        body: { ...questionBody(question), ...(policies ? { policies } : {}) },
        answer: explainDecisionResponse,
      }),
  });
  const change = (part: Partial<Question>) => {
    asking.reset();
    setQuestion({ ...question, ...part });
  };
  return (
    <Section title="Dry run" intro="Ask what would be decided. Nothing is done by it.">
      <form
        aria-label="Dry run"
        onSubmit={(event) => {
          event.preventDefault();
          asking.mutate();
        }}
      >
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <NativeSelect
            label="Who"
            value={question.principal}
            data={principals}
            onChange={(event) => change({ principal: event.currentTarget.value })}
          />
          <NativeSelect
            label="Wants to"
            value={question.action}
            data={actionChoices}
            onChange={(event) => change({ action: event.currentTarget.value as Action })}
          />
          {actions[question.action].resource !== 'Tenant' && (
            <ResourceFields question={question} onChange={change} />
          )}
          {edited && (
            <NativeSelect
              label="By which rules"
              value={byEdited ? 'edited' : 'present'}
              data={[
                { value: 'edited', label: 'Those in the editor, not saved yet' },
                { value: 'present', label: 'Those in force' },
              ]}
              onChange={(event) => {
                asking.reset();
                setByEdited(event.currentTarget.value === 'edited');
              }}
            />
          )}
        </SimpleGrid>
        <Group mt="md">
          <BusyButton type="submit" variant="default" busy={asking.isPending}>
            Ask
          </BusyButton>
        </Group>
      </form>
      <div role="status">{asking.data && <Decision found={asking.data} />}</div>
      {asking.isError && <AskFailure error={asking.error} />}
    </Section>
  );
}

function Decision({ found: { decision, because, explanation } }: { found: ExplainDecisionResponse }) {
  const allowed = decision === 'allow';
  return (
    <Alert color={allowed ? 'pine' : 'red'} variant="light" title={allowed ? 'Allowed' : 'Not allowed'}>
      {because.length === 0 ? (
        <Text size="sm">{explanation}</Text>
      ) : (
        <Text size="sm" component="div">
          {allowed ? 'These rules permit it, and none forbids it:' : 'These rules forbid it:'}
          <List size="sm">
            {because.map((rule) => (
              <List.Item key={rule}>{ruleWords(rule)}</List.Item>
            ))}
          </List>
        </Text>
      )}
    </Alert>
  );
}

function ruleWords(rule: string): string {
  const [source, ...name] = rule.split('/');
  return source === 'tenant' ? `${name.join('/')} (your own)` : `${name.join('/')} (built in)`;
}

function AskFailure({ error }: { error: Error }) {
  const faults = error instanceof RequestRefused ? policyFaults(error.problem?.errors ?? []) : [];
  if (faults.length === 0) return <Failure title="It could not be decided" error={error} />;
  const words = faults.map((fault) => `Rule ${fault.index + 1}: ${faultWords(fault)}`).join(' ');
  return <Failure title="The rules in the editor have mistakes" error={new Error(words)} />;
}
