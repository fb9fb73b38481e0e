import { Badge, Button, Code, List } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ApiKey, CreateApiKeyResponse } from '../../../lib/contracts/identity/api-key.ts';
import { request } from '../../api/request.ts';
import { Failure } from '../../ui/failure.tsx';
import { InlineQuestion } from '../../ui/inline-question.tsx';
import { ago } from '../../ui/moment.ts';
import { Row } from '../../ui/rows.tsx';
import { useQuestion } from '../../ui/use-question.tsx';
import { shortPrefix, stateOf, usedWords } from './key-words.ts';
import { RotateForm } from './rotate-form.tsx';
import { scopeWords } from './scope-words.ts';
import { useApiKeysChanged } from './use-api-keys.ts';

interface Props {
  readonly apiKey: ApiKey;
  /** It was rotated, and its successor never made. */
  readonly brokenOff: boolean;
  readonly makerName: string;
  readonly mayChange: boolean;
  readonly say: (words: string, options?: { at?: boolean }) => void;
  readonly onMade: (made: CreateApiKeyResponse) => void;
}

export function KeyRow({ apiKey, brokenOff, makerName, mayChange, say, onMade }: Props) {
  const { id, name, prefix, scopes, createdAt, requestsPerMinute, replacedBy } = apiKey;
  const state = stateOf(apiKey);
  const rotateWords = brokenOff ? 'Finish rotating' : 'Rotate';
  const [rotating, setRotating] = useState(false);
  const rotateButton = useRef<HTMLButtonElement>(null);
  const changed = useApiKeysChanged();
  const revocation = useQuestion({ label: 'Revoke', name: `Revoke ${name}` });
  const revoke = useMutation({
    mutationFn: () => request(`/v1/api-keys/${id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await changed();
      say(`“${name}” is revoked.`, { at: true });
    },
  });
  const stay = () => {
    setRotating(false);
    requestAnimationFrame(() => rotateButton.current?.focus());
  };
  const limit = requestsPerMinute ? ` · at most ${requestsPerMinute} requests a minute` : '';
  return (
    <Row
      name={
        <>
          {name}{' '}
          <Badge variant="default" color={state.works ? 'pine' : 'gray'}>
            {state.name}
          </Badge>
        </>
      }
      details={
        <>
          <Code>{shortPrefix(prefix)}</Code> · {usedWords(apiKey)} · {state.when}
          <br />
          Made {ago(createdAt)} by {makerName}
          {limit}
        </>
      }
      actions={
        mayChange &&
        (state.works || brokenOff) && (
          <>
            {(!replacedBy || brokenOff) && !rotating && (
              <Button
                ref={rotateButton}
                variant="default"
                size="sm"
                aria-label={`${rotateWords} ${name}`}
                onClick={() => setRotating(true)}
              >
                {rotateWords}
              </Button>
            )}
            {revocation.opener}
          </>
        )
      }
    >
      {state.works && (
        <List size="sm" spacing={0} aria-label={`What ${name} may`}>
          {scopes.map((scope) => (
            <List.Item key={scope}>{scopeWords[scope]}</List.Item>
          ))}
        </List>
      )}
      {rotating && (
        <RotateForm
          apiKey={apiKey}
          onMade={(made) => {
            setRotating(false);
            onMade(made);
          }}
          onCancel={stay}
        />
      )}
      {revocation.asking && (
        <InlineQuestion
          question={`Revoke “${name}”?`}
          yes="Revoke the key"
          no="Keep it"
          busy={revoke.isPending}
          onYes={() => revoke.mutate()}
          onNo={revocation.close}
        >
          Within a minute every program that uses it is refused. That cannot be taken back.
        </InlineQuestion>
      )}
      {revoke.isError && <Failure title="The key could not be revoked" error={revoke.error} />}
    </Row>
  );
}
