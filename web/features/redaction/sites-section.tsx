import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { policyLimits } from '../../../lib/contracts/redaction/policy.ts';
import { Nothing } from '../../ui/rows.tsx';
import { Section } from '../../ui/section.tsx';
import type { Editing } from './editing.ts';
import { faultAt } from './rule-faults.ts';
import { keyed, type SiteDraft } from './rules-draft.ts';
import { SiteRow } from './site-row.tsx';

interface Props extends Editing {
  readonly say: (words: string, options?: { at?: boolean }) => void;
}

/** What holds otherwise on the pages of some sites. */
export function SitesSection({ draft, faults, readOnly, onChange, say }: Props) {
  const [fresh, setFresh] = useState<number>();
  const rows = draft.sites;
  const change = (sites: readonly SiteDraft[]) => onChange({ sites });
  const add = () => {
    const row = keyed({ host: '', recording: 'block' as const });
    setFresh(row.key);
    change([...rows, row]);
  };
  const raise = (index: number) => {
    const [before, row] = [rows[index - 1], rows[index]];
    if (!before || !row) return;
    change([...rows.slice(0, index - 1), row, before, ...rows.slice(index + 1)]);
    say(`${row.host || 'The site'} comes before ${before.host || 'the other'} now.`, { at: true });
  };
  return (
    <Section
      title="Sites"
      intro="Where nothing is recorded, or other things are looked for. Of several that fit a page the first holds; * fits every site."
    >
      {rows.length === 0 && <Nothing>Every site may be recorded, and the same is hidden on all.</Nothing>}
      {rows.length > 0 && (
        <Stack gap="md" component="ol" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Sites">
          {rows.map((row, index) => (
            <SiteRow
              key={row.key}
              row={row}
              number={index + 1}
              everywhere={draft}
              fault={faultAt(faults, `/sites/${index}/host`)}
              readOnly={readOnly}
              fresh={row.key === fresh}
              onChange={(next) => change(rows.map((one) => (one.key === row.key ? next : one)))}
              {...(index > 0 ? { onRaise: () => raise(index) } : {})}
              onRemove={() => {
                change(rows.filter((one) => one.key !== row.key));
                say(`“${row.host || 'An empty row'}” is taken out. Save to put that in force.`, { at: true });
              }}
            />
          ))}
        </Stack>
      )}
      {!readOnly && rows.length < policyLimits.sites && (
        <div>
          <Button variant="default" onClick={add}>
            Add a site
          </Button>
        </div>
      )}
    </Section>
  );
}
