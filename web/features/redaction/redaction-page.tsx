import { Skeleton } from '@mantine/core';
import { Failure } from '../../ui/failure.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import { RedactionView } from './redaction-view.tsx';
import { useRedactionPolicy } from './use-redaction-policy.ts';

/** What a company has hidden in its recordings. */
export function RedactionPage() {
  const found = useRedactionPolicy();
  return (
    <SettingsPage
      title="Redaction"
      intro="What is hidden in the recordings of your company: in what people type, in titles and in pictures. The recorder hides it before anything leaves the browser, and the server looks once more."
    >
      {found.isPending && (
        <Skeleton height={320} radius="md" role="status" aria-label="Loading the redaction policy" />
      )}
      {!found.data && found.isError && (
        <Failure title="The redaction policy could not be loaded" error={found.error} retry={found.refetch} />
      )}
      {found.data && <RedactionView found={found.data} />}
    </SettingsPage>
  );
}
