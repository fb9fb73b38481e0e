import { Button, CopyButton, Group, TextInput } from '@mantine/core';
import type { CreateLinkResponse } from '../../../lib/contracts/share/link.ts';
import classes from './share.module.css';

/** The address of a link just made. It is shown only now: the server keeps no copy of it. */
export function LinkAddress({ made: { link, url } }: { made: CreateLinkResponse }) {
  return (
    <Group align="flex-end" gap="sm">
      <TextInput
        className={classes.address}
        classNames={{ label: classes.label }}
        label={`Copy ${link.name ? `“${link.name}”` : 'it'} now: it is shown only once`}
        value={url}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={url}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
