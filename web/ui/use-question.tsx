import { Button } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';

interface Props {
  /** What the button does, as it reads. */
  readonly label: string;
  /** Says of what as well, where many buttons read the same. */
  readonly name: string;
  readonly disabled?: boolean;
}

/** A button, and the question that it leads to; answered with no, the keyboard is back at the button. */
export function useQuestion({ label, name, disabled = false }: Props) {
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setAsking(false);
    requestAnimationFrame(() => button.current?.focus());
  };
  const opener: ReactNode = !asking && (
    <Button
      ref={button}
      variant="default"
      c="var(--mantine-color-error)"
      size="sm"
      aria-label={name}
      disabled={disabled}
      onClick={() => setAsking(true)}
    >
      {label}
    </Button>
  );
  return { asking, opener, close };
}
