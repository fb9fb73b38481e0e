import { Button, NativeSelect, TextInput } from '@mantine/core';
import { policyLimits, type Term } from '../../../lib/contracts/redaction/policy.ts';
import classes from './redaction.module.css';
import type { TermDraft } from './rules-draft.ts';

interface Props {
  readonly row: TermDraft;
  /** Tells its fields from those of other rows. */
  readonly name: string;
  readonly fault: string | undefined;
  readonly readOnly: boolean;
  /** Just added: the keyboard goes there. */
  readonly fresh: boolean;
  readonly onChange: (row: TermDraft) => void;
  readonly onRemove: () => void;
}

const matches = [
  { value: 'exact', label: 'Whole words' },
  { value: 'wildcard', label: 'With * and ?' },
  { value: 'regex', label: 'Expression' },
] as const satisfies readonly { value: Term['match']; label: string }[];

const hints: Readonly<Record<Term['match'], string>> = {
  exact: 'Halcyon',
  wildcard: 'ACME-*',
  regex: String.raw`\bINV-\d{6}\b`,
};

/** One of a company's own words. */
export function TermRow({ row, name, fault, readOnly, fresh, onChange, onRemove }: Props) {
  return (
    <li className={classes.row}>
      <NativeSelect
        className={classes.match}
        aria-label={`How it is meant (${name})`}
        data={matches}
        value={row.match}
        disabled={readOnly}
        onChange={(event) => onChange({ ...row, match: event.currentTarget.value as Term['match'] })}
      />
      <TextInput
        className={classes.text}
        aria-label={`What it is (${name})`}
        value={row.text}
        placeholder={`For example ${hints[row.match]}`}
        readOnly={readOnly}
        maxLength={policyLimits.termLength}
        error={fault}
        spellCheck={false}
        autoCapitalize="off"
        autoFocus={fresh}
        styles={
          row.match === 'exact' ? {} : { input: { fontFamily: 'var(--mantine-font-family-monospace)' } }
        }
        onChange={(event) => onChange({ ...row, text: event.currentTarget.value })}
      />
      {!readOnly && (
        <Button
          variant="default"
          c="var(--mantine-color-error)"
          aria-label={`Take out ${row.text || name}`}
          onClick={onRemove}
        >
          Take out
        </Button>
      )}
    </li>
  );
}
