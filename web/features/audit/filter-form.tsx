import { Button, Group, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import { actions } from '../../../lib/contracts/identity/action.ts';
import { actionWords, eventWords } from '../account/action-words.ts';
import { type Filters, filterNames } from './filters.ts';

interface Props {
  readonly filters: Filters;
  readonly actors: readonly { readonly value: string; readonly label: string }[];
}

const choices = [...Object.keys(actions), ...Object.keys(eventWords)]
  .map((value) => ({ value, label: actionWords(value) }))
  .sort((one, other) => one.label.localeCompare(other.label));

const outcomes = [
  { value: '', label: 'Any' },
  { value: 'done', label: 'Done' },
  { value: 'refused', label: 'Refused' },
  { value: 'failed', label: 'Failed' },
];

/** Narrows the log; what is chosen stands in the address, so that it can be kept and sent. */
export function FilterForm({ filters, actors }: Props) {
  const [, setParameters] = useSearchParams();
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setParameters(
      filterNames.flatMap((name) => {
        const value = String(fields.get(name) ?? '').trim();
        return value ? [[name, value] as [string, string]] : [];
      }),
    );
  };
  return (
    // The fields begin anew with what the address says: after "all", and after going back.
    <form key={JSON.stringify([filters, actors.length])} aria-label="Filter" onSubmit={apply}>
      <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm">
        <NativeSelect
          label="Who"
          name="actor"
          defaultValue={filters.actor ?? ''}
          data={[{ value: '', label: 'Anybody' }, ...actors]}
        />
        <NativeSelect
          label="What"
          name="action"
          defaultValue={filters.action ?? ''}
          data={[{ value: '', label: 'Anything' }, ...choices]}
        />
        <NativeSelect label="Outcome" name="outcome" defaultValue={filters.outcome ?? ''} data={outcomes} />
        <TextInput label="From day" name="from" type="date" defaultValue={filters.from ?? ''} />
        <TextInput label="To day" name="to" type="date" defaultValue={filters.to ?? ''} />
        <TextInput
          label="On what (id)"
          name="resource"
          placeholder="gde_…, usr_…, key_…"
          maxLength={200}
          defaultValue={filters.resource ?? ''}
        />
      </SimpleGrid>
      <Group gap="sm" mt="sm">
        <Button type="submit" variant="default">
          Filter
        </Button>
        {Object.keys(filters).length > 0 && (
          <Button variant="subtle" onClick={() => setParameters({})}>
            Show all
          </Button>
        )}
      </Group>
    </form>
  );
}
