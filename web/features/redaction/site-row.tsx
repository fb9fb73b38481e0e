import { Button, Checkbox, Fieldset, Group, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import type { Category } from '../../../lib/contracts/redaction/entity-kind.ts';
import { categoriesInOrder, categoryWords } from './category-words.ts';
import classes from './redaction.module.css';
import { isOn, type RulesDraft, type SiteDraft } from './rules-draft.ts';

interface Props {
  readonly row: SiteDraft;
  /** From 1. */
  readonly number: number;
  readonly everywhere: Pick<RulesDraft, 'categories'>;
  readonly fault: string | undefined;
  readonly readOnly: boolean;
  readonly fresh: boolean;
  readonly onChange: (row: SiteDraft) => void;
  readonly onRaise?: () => void;
  readonly onRemove: () => void;
}

type What = 'block' | 'as-everywhere' | 'otherwise';
const choices: readonly { readonly value: What; readonly label: string }[] = [
  { value: 'block', label: 'Record nothing there' },
  { value: 'as-everywhere', label: 'Hide as everywhere' },
  { value: 'otherwise', label: 'Look for other things' },
];

export function SiteRow(props: Props) {
  const { row, number, everywhere, fault, readOnly, fresh, onChange, onRaise, onRemove } = props;
  const name = row.host || `site ${number}`;
  return (
    <li className={classes.site}>
      <div className={classes.row}>
        <TextInput
          className={classes.text}
          aria-label={`Site ${number}`}
          value={row.host}
          placeholder="For example *.bank.example"
          readOnly={readOnly}
          maxLength={253}
          error={fault}
          spellCheck={false}
          autoCapitalize="off"
          autoFocus={fresh}
          inputMode="url"
          onChange={(event) => onChange({ ...row, host: event.currentTarget.value })}
        />
        <NativeSelect
          className={classes.what}
          aria-label={`What holds on ${name}`}
          data={choices}
          value={whatOf(row)}
          disabled={readOnly}
          onChange={(event) => onChange(withWhat(row, event.currentTarget.value as What, everywhere))}
        />
        {!readOnly && (
          <Group gap="xs" wrap="nowrap">
            {onRaise && (
              <Button variant="default" px="sm" aria-label={`Move ${name} up`} onClick={onRaise}>
                ↑
              </Button>
            )}
            <Button
              variant="default"
              c="var(--mantine-color-error)"
              aria-label={`Take out ${name}`}
              onClick={onRemove}
            >
              Take out
            </Button>
          </Group>
        )}
      </div>
      {whatOf(row) === 'otherwise' && (
        <Fieldset legend={`Looked for on ${name}`} mt="sm" disabled={readOnly}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
            {categoriesInOrder.map((category) => (
              <Checkbox
                key={category}
                label={categoryWords[category].name}
                checked={isOn({ categories: { ...everywhere.categories, ...row.categories } }, category)}
                onChange={(event) => onChange(withCategory(row, category, event.currentTarget.checked))}
              />
            ))}
          </SimpleGrid>
        </Fieldset>
      )}
    </li>
  );
}

function whatOf({ recording, categories: own }: SiteDraft): What {
  if (recording === 'block') return 'block';
  return own === undefined ? 'as-everywhere' : 'otherwise';
}

/** Whoever begins to look for other things begins with what is looked for everywhere. */
function withWhat({ key, host }: SiteDraft, what: What, everywhere: Props['everywhere']): SiteDraft {
  if (what === 'block') return { key, host, recording: 'block' };
  if (what === 'as-everywhere') return { key, host, recording: 'allow' };
  const own = Object.fromEntries(categoriesInOrder.map((category) => [category, isOn(everywhere, category)]));
  return { key, host, recording: 'allow', categories: own };
}

function withCategory(row: SiteDraft, category: Category, on: boolean): SiteDraft {
  return { ...row, categories: { ...row.categories, [category]: on } };
}
