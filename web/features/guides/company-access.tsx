import { Button } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { CollaboratorsForm } from './collaborators-form.tsx';

/** What colleagues may do with the guide; what others may is said where it is shared. */
export function CompanyAccess({ guideId }: { readonly guideId: string }) {
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        Access in your company
      </Button>
      <Dialog opened={opened} onClose={close} title="Access in your company" size="lg">
        <CollaboratorsForm guideId={guideId} onDone={close} />
      </Dialog>
    </>
  );
}
