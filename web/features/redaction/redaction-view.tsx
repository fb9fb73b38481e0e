import { Stack } from '@mantine/core';
import { useState } from 'react';
import type { RedactionPolicy } from '../../../lib/contracts/redaction/policy.ts';
import { useAnnouncement } from '../../ui/use-announcement.tsx';
import { useLeaveQuestion } from '../../ui/use-leave-question.tsx';
import { useAccount } from '../account/use-account.ts';
import { ActionSection } from './action-section.tsx';
import { CategorySection } from './category-section.tsx';
import classes from './redaction.module.css';
import { atTheirFields, type RuleFault } from './rule-faults.ts';
import { differences, draftOf, rulesOf, triable } from './rules-draft.ts';
import { SaveBar } from './save-bar.tsx';
import { SitesSection } from './sites-section.tsx';
import { StrictnessSection } from './strictness-section.tsx';
import { TermsSection } from './terms-section.tsx';
import { TrySection } from './try-section.tsx';
import { type Trial, useTrial } from './use-trial.ts';

const sample: Trial = {
  text: 'Order 20317 of Mrs Mira Hall, mira@example.org, +44 20 7946 0958. Card 4111 1111 1111 1111.',
  url: '',
  label: '',
};

/** Edits begin from the revision that was read first; a newer one of somebody else shows when one saves. */
export function RedactionView({ found }: { readonly found: RedactionPolicy }) {
  const { may } = useAccount();
  const [base, setBase] = useState(found);
  const [draft, setDraft] = useState(() => draftOf(found));
  const [trial, setTrial] = useState(sample);
  const [unsent, setUnsent] = useState<readonly RuleFault[]>([]);
  const { say, line } = useAnnouncement();
  const rules = rulesOf(draft);
  const { rules: triedRules, placeOf } = triable(draft);
  const tried = useTrial(trial, triedRules);
  const edited = differences(base, rules).length > 0;
  const question = useLeaveQuestion(edited);
  const triedFaults = tried.faults.map((fault) => ({ ...fault, pointer: placeOf(fault.pointer) }));
  const faults = atTheirFields([...unsent, ...triedFaults]);
  const change = (part: Partial<typeof draft>) => {
    setUnsent([]);
    // What was said was of the change before; a part that has to say something of this one does so after it.
    say('');
    setDraft({ ...draft, ...part });
  };
  const begin = (from: RedactionPolicy) => {
    setBase(from);
    setUnsent([]);
    setDraft(draftOf(from));
  };
  const editing = { draft, faults, readOnly: !may('writeRedactionPolicy'), onChange: change, say };
  return (
    <div className={classes.page} data-wide>
      <Stack gap="xl" className={classes.rules}>
        <StrictnessSection {...editing} />
        <CategorySection {...editing} />
        <TermsSection {...editing} list="always" />
        <TermsSection {...editing} list="never" />
        <SitesSection {...editing} />
        <ActionSection {...editing} />
        <SaveBar
          base={base}
          draft={draft}
          edited={edited}
          faults={faults}
          readOnly={editing.readOnly}
          onBase={setBase}
          onBegin={begin}
          onUnsent={setUnsent}
          say={say}
          line={line}
        />
      </Stack>
      <TrySection trial={trial} tried={tried} edited={edited} onChange={setTrial} />
      {question}
    </div>
  );
}
