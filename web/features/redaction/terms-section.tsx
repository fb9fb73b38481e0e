import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { policyLimits } from '../../../lib/contracts/redaction/policy.ts';
import { Nothing } from '../../ui/rows.tsx';
import { Section } from '../../ui/section.tsx';
import type { Editing } from './editing.ts';
import { faultAt } from './rule-faults.ts';
import { keyed, type TermDraft } from './rules-draft.ts';
import { TermRow } from './term-row.tsx';

interface Props extends Editing {
  readonly list: 'always' | 'never';
  readonly say: (words: string, options?: { at?: boolean }) => void;
}

const words = {
  always: {
    title: 'Always hidden',
    intro:
      'Words of your own: projects, customers, codes. They are hidden on every page, whatever is switched off above.',
    nothing: 'No words of your own are hidden.',
  },
  never: {
    title: 'Never hidden',
    intro:
      'What may be seen although it looks sensitive: the address of your support, the number of your shop. It has to fit all of what would be hidden.',
    nothing: 'Nothing is spared.',
  },
} as const;

/** One of the two lists of a company's own words. */
export function TermsSection({ draft, faults, readOnly, onChange, list, say }: Props) {
  const [fresh, setFresh] = useState<number>();
  const rows = draft[list];
  const { title, intro, nothing } = words[list];
  const change = (next: readonly TermDraft[]) => onChange({ [list]: next });
  const add = () => {
    const row = keyed({ match: 'exact' as const, text: '' });
    setFresh(row.key);
    change([...rows, row]);
  };
  return (
    <Section title={title} intro={intro}>
      {rows.length === 0 && <Nothing>{nothing}</Nothing>}
      {rows.length > 0 && (
        <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label={title}>
          {rows.map((row, index) => (
            <TermRow
              key={row.key}
              row={row}
              name={`${title}, ${index + 1}`}
              fault={faultAt(faults, `/${list}/${index}/text`)}
              readOnly={readOnly}
              fresh={row.key === fresh}
              onChange={(next) => change(rows.map((one) => (one.key === row.key ? next : one)))}
              onRemove={() => {
                change(rows.filter((one) => one.key !== row.key));
                say(`“${row.text || 'An empty row'}” is taken out. Save to put that in force.`, { at: true });
              }}
            />
          ))}
        </Stack>
      )}
      {!readOnly && rows.length < policyLimits.terms && (
        <div>
          <Button variant="default" onClick={add} aria-label={`Add to “${title}”`}>
            Add
          </Button>
        </div>
      )}
    </Section>
  );
}
