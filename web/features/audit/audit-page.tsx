import { useAccount } from '../account/use-account.ts';
import { SettingsPage } from '../settings/settings-page.tsx';
import { ExportsSection } from './exports-section.tsx';
import { LogSection } from './log-section.tsx';
import { VerificationSection } from './verification-section.tsx';

/** What was done in the company, and by whom. */
export function AuditPage() {
  const { may } = useAccount();
  return (
    <SettingsPage
      title="Audit log"
      intro="What was done or refused in your company, and by whom. Nothing in it can be changed without being found."
    >
      <LogSection />
      {may('verifyAudit') && <VerificationSection />}
      {may('listAuditExports') && <ExportsSection />}
    </SettingsPage>
  );
}
