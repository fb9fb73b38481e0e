import type { ReactNode } from 'react';
import type { PanelMessage } from '../messages.ts';
import type { Command } from './use-command.ts';

interface Props {
  readonly command: Command;
  readonly message: PanelMessage;
  /** Said on the button while it is being done. */
  readonly doing: string;
  readonly className?: string;
  readonly title?: string;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

/** Gives one command, and says so until it is done. It keeps the focus meanwhile, which a disabled button would not. */
export function CommandButton({ command, message, doing, children, ...rest }: Props) {
  const isRunning = command.running === message.type;
  return (
    <button
      type="button"
      aria-disabled={command.running !== undefined}
      aria-busy={isRunning}
      onClick={() => void (command.running === undefined && command.run(message))}
      {...rest}
    >
      {isRunning ? doing : children}
    </button>
  );
}
