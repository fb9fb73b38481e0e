import { Button } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { CollaboratorsForm } from './collaborators-form.tsx';

/** Who in the company may read the guide; what strangers may is said where it is shared. */
export function WhoMayRead({ guideId }: { readonly guideId: string }) {
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        Who may read
      </Button>
      <Dialog opened={opened} onClose={close} title="Who in your company may read this guide" size="lg">
        <CollaboratorsForm guideId={guideId} onDone={close} />
      </Dialog>
    </>
  );
}
