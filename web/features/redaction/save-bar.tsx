import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { RedactionPolicy } from '../../../lib/contracts/redaction/policy.ts';
import { RequestRefused } from '../../api/request.ts';
import { BusyButton } from '../../ui/busy-button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { moment } from '../../ui/moment.ts';
import { useNames } from '../members/use-members.ts';
import { Meanwhile } from './meanwhile.tsx';
import classes from './redaction.module.css';
import { emptyRows, type RuleFault, ruleFaults } from './rule-faults.ts';
import { differences, type RulesDraft, rulesOf } from './rules-draft.ts';
import { readPresent, useSaveRules } from './use-redaction-policy.ts';

interface Props {
  readonly base: RedactionPolicy;
  readonly draft: RulesDraft;
  readonly edited: boolean;
  readonly faults: readonly RuleFault[];
  readonly readOnly: boolean;
  /** The edits are to follow this revision. */
  readonly onBase: (base: RedactionPolicy) => void;
  /** They are dropped for this one. */
  readonly onBegin: (from: RedactionPolicy) => void;
  readonly onUnsent: (faults: readonly RuleFault[]) => void;
  readonly say: (words: string, options?: { at?: boolean }) => void;
  readonly line: ReactNode;
}

/** At the foot of the window as long as the rules are longer than it. */
export function SaveBar(props: Props) {
  const { base, draft, edited, faults, readOnly, onBase, onBegin, onUnsent, say, line } = props;
  const bar = useRef<HTMLDivElement>(null);
  const [theirs, setTheirs] = useState<RedactionPolicy>();
  const [told, setTold] = useState(0);
  const saving = useSaveRules();
  useEffect(() => {
    if (told > 0) bar.current?.parentElement?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [told]);
  const refuse = (found: readonly RuleFault[]) => {
    onUnsent(found);
    setTold((times) => times + 1);
  };
  const save = (revision: number) => {
    say('');
    const empty = emptyRows(draft);
    if (empty.length > 0) return refuse(empty);
    saving.mutate(
      { ...rulesOf(draft), revision },
      {
        onSuccess: (saved) => {
          setTheirs(undefined);
          onBegin(saved);
          say(
            `Saved as revision ${saved.revision}. Recordings keep to it within a minute; guides that were made before stay as they are.`,
            { at: true },
          );
        },
        onError: (error) => {
          if (!(error instanceof RequestRefused)) return;
          if (error.reason === 'revision-changed') void readPresent().then(setTheirs);
          if (error.reason === 'invalid-rules') refuse(ruleFaults(error.problem?.errors ?? []));
        },
      },
    );
  };
  const known = saving.error instanceof RequestRefused ? saving.error.reason : undefined;
  if (readOnly) return <ReadOnly base={base} />;
  return (
    <Stack gap="sm" className={classes.bar} ref={bar}>
      {theirs && (
        <Meanwhile
          theirs={theirs}
          changed={differences(base, theirs)}
          busy={saving.isPending}
          onMine={() => {
            onBase(theirs);
            save(theirs.revision);
          }}
          onTheirs={() => {
            setTheirs(undefined);
            saving.reset();
            onBegin(theirs);
            say(`Revision ${theirs.revision} is in the editor.`, { at: true });
          }}
        />
      )}
      {line}
      {faults.length > 0 && (
        <Text size="sm" c="red" role="status">
          {faults.length === 1 ? 'One mistake is' : `${faults.length} mistakes are`} marked above.
        </Text>
      )}
      {saving.isError && !theirs && known !== 'invalid-rules' && (
        <Failure title="The redaction policy was not saved" error={saving.error} />
      )}
      <Group gap="sm">
        <BusyButton
          busy={saving.isPending}
          disabled={!edited || theirs !== undefined}
          onClick={() => save(base.revision)}
        >
          Save
        </BusyButton>
        {edited && !theirs && (
          <Button
            variant="default"
            disabled={saving.isPending}
            onClick={() => {
              saving.reset();
              onBegin(base);
              say('Your changes are dropped.', { at: true });
            }}
          >
            Discard changes
          </Button>
        )}
        <Text size="sm" c="dimmed">
          {edited ? 'Not saved yet.' : <Since base={base} />}
        </Text>
      </Group>
    </Stack>
  );
}

function ReadOnly({ base }: { readonly base: RedactionPolicy }) {
  return (
    <Text size="sm" c="dimmed">
      <Since base={base} /> An admin or an owner of your company can change it.
    </Text>
  );
}

function Since({ base: { revision, updatedAt, updatedBy } }: { readonly base: RedactionPolicy }) {
  const nameOf = useNames();
  if (!updatedAt) return <>The standard is in force; your company has changed nothing.</>;
  const by = updatedBy?.startsWith('usr_') ? ` by ${nameOf(updatedBy)}` : '';
  return (
    <>
      Revision {revision}, saved {moment(updatedAt)}
      {by}.
    </>
  );
}
