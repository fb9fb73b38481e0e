import { Button, type ButtonProps, Loader } from '@mantine/core';
import type { ComponentPropsWithRef, MouseEvent } from 'react';

type Props = ButtonProps &
  Omit<ComponentPropsWithRef<'button'>, keyof ButtonProps> & { readonly busy: boolean };

/** Does nothing while it is busy, yet keeps the focus, which a disabled button drops: Mantine's `loading` disables. */
export function BusyButton({ busy, onClick, leftSection, ...rest }: Props) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    // Also keeps Enter in a field from sending the form once more.
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <Button
      {...rest}
      leftSection={busy ? <Loader size="1em" color="currentColor" aria-hidden /> : leftSection}
      aria-disabled={busy || undefined}
      onClick={press}
    />
  );
}
