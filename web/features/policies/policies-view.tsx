import { useState } from 'react';
import type { PoliciesResponse, TenantPolicy } from '../../../lib/contracts/identity/policy.ts';
import { Section } from '../../ui/section.tsx';
import { useAnnouncement } from '../../ui/use-announcement.tsx';
import { useLeaveQuestion } from '../../ui/use-leave-question.tsx';
import { useAccount } from '../account/use-account.ts';
import { draftOf, isSame, policiesOf } from './draft.ts';
import { DryRunSection } from './dry-run-section.tsx';
import { PolicyEditor } from './policy-editor.tsx';
import { ReferenceSection } from './reference-section.tsx';
import { VersionsSection } from './versions-section.tsx';

/** Edits begin from the version that was read first; a newer one of somebody else shows when one saves. */
export function PoliciesView({ found }: { found: PoliciesResponse }) {
  const { may } = useAccount();
  const [base, setBase] = useState(found);
  const [drafts, setDrafts] = useState(() => found.policies.map(draftOf));
  const { say, line } = useAnnouncement();
  const edited = !isSame(drafts, base.policies);
  const question = useLeaveQuestion(edited);
  const begin = (from: PoliciesResponse) => {
    setBase(from);
    setDrafts(from.policies.map(draftOf));
  };
  const restore = (policies: readonly TenantPolicy[], version: number) => {
    setDrafts(policies.map(draftOf));
    say(`The rules of version ${version} are in the editor. Save to put them in force.`, { at: true });
  };
  return (
    <>
      <Section
        title="Rules of your company"
        intro={
          base.version === 0
            ? 'There have never been any.'
            : `Version ${base.version} is in force. A change holds within a minute.`
        }
      >
        {line}
        <PolicyEditor
          base={base}
          drafts={drafts}
          edited={edited}
          readOnly={!may('writePolicies')}
          onChange={setDrafts}
          onBegin={begin}
          say={say}
        />
      </Section>
      {may('explainDecision') && <DryRunSection edited={edited ? policiesOf(drafts) : undefined} />}
      {base.version > 0 && (
        <VersionsSection present={base.version} mayRestore={may('writePolicies')} onRestore={restore} />
      )}
      <ReferenceSection builtIn={base.builtIn} schema={base.schema} />
      {question}
    </>
  );
}
