import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { longestTrial } from '../../../lib/contracts/redaction/policy-requests.ts';
import { Failure } from '../../ui/failure.tsx';
import { Section } from '../../ui/section.tsx';
import { neverRead } from './never-read.ts';
import classes from './redaction.module.css';
import type { RuleFault } from './rule-faults.ts';
import { SecretText, TriedText } from './tried-text.tsx';
import type { Trial, Tried } from './use-trial.ts';

interface Props {
  readonly trial: Trial;
  readonly tried: UseQueryResult<Tried> & { readonly faults: readonly RuleFault[] };
  readonly edited: boolean;
  readonly onChange: (trial: Trial) => void;
}

/** A text as it would read, by the rules as they stand on the page. */
export function TrySection({ trial, tried, edited, onChange }: Props) {
  const secret = neverRead(trial.label);
  return (
    <div className={classes.trial}>
      <Section
        title="Try it"
        intro={`Any text, as it would read in a guide${edited ? ' with your changes' : ''}. It is forgotten at once: neither this page nor the server keeps anything of it.`}
      >
        <Stack gap="sm">
          <Textarea
            label="A text"
            autosize
            minRows={3}
            maxRows={10}
            maxLength={longestTrial}
            value={trial.text}
            onChange={(event) => onChange({ ...trial, text: event.currentTarget.value })}
          />
          <TextInput
            label="On the page"
            placeholder="https://shop.example/orders"
            maxLength={2_000}
            value={trial.url}
            onChange={(event) => onChange({ ...trial, url: event.currentTarget.value })}
          />
          <TextInput
            label="In the field or column"
            description="By its name the recorder knows what to hide, passwords above all."
            placeholder="Passport number"
            maxLength={200}
            value={trial.label}
            onChange={(event) => onChange({ ...trial, label: event.currentTarget.value })}
          />
          {secret?.whole && <SecretText text={trial.text} secret={secret} />}
          {tried.data && !secret?.whole && tried.faults.length === 0 && (
            <TriedText tried={tried.data} secret={secret} />
          )}
          {tried.faults.length > 0 && (
            <Text size="sm" c="red">
              The rules have a mistake; it is marked where it stands.
            </Text>
          )}
          {tried.isError && tried.faults.length === 0 && (
            <Failure title="It could not be tried" error={tried.error} retry={tried.refetch} />
          )}
        </Stack>
      </Section>
    </div>
  );
}
