import { useLayoutEffect, useRef } from 'react';
import type { Step } from '../../lib/contracts/compose/step.ts';
import { titleText } from '../../lib/contracts/compose/title.ts';

interface Props {
  readonly step: Step;
  readonly onRestore: () => void;
  /** The row goes while it has the focus. */
  readonly onGone: () => void;
}

/** Stands in a deleted step's place as long as it can be restored. */
export function RemovedRow({ step, onRestore, onGone }: Props) {
  const undo = useRef<HTMLButtonElement>(null);
  const gone = useRef(onGone);
  gone.current = onGone;
  // A layout effect ends while the button is still in the page, and may have the focus.
  useLayoutEffect(() => {
    const button = undo.current;
    button?.focus();
    return () => void (document.activeElement === button && gone.current());
  }, []);
  return (
    <li className="step removed">
      <p id={`removed-${step.id}`}>Deleted: {titleText(step.title)}</p>
      <button ref={undo} type="button" aria-describedby={`removed-${step.id}`} onClick={onRestore}>
        Undo
      </button>
    </li>
  );
}
