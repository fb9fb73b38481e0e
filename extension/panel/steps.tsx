import { useEffect, useRef } from 'react';
import type { RecordingState } from '../messages.ts';
import { createEdits, type Edits } from './edits.ts';
import { findingsOf } from './findings.ts';
import { Problem } from './problem.tsx';
import { RemovedRow } from './removed-row.tsx';
import { StepRow } from './step-row.tsx';
import { useSnapshot } from './use-edits.ts';

interface Props extends Pick<RecordingState, 'steps' | 'findings'> {
  readonly edits?: Edits;
}

/** Without `edits` the steps are only to be read. */
export function Steps({ steps, findings, edits }: Props) {
  const { removed, problem } = useSnapshot(edits ?? untouched);
  const end = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  /** The step that came back last: whoever brought it back goes on there. */
  const restored = useRef<string>(undefined);
  const left = steps.filter(({ id }) => !removed.has(id));
  const count = left.length;
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);
  const numbers = new Map(left.map(({ id }, at) => [id, at + 1]));
  return (
    <section aria-labelledby="steps">
      <h2 id="steps" ref={heading} tabIndex={-1}>
        Steps <span className="count">{count}</span>
      </h2>
      <Problem text={problem} />
      {steps.length === 0 && <p className="hint">Do the first step on the page; it appears here.</p>}
      <ol className="steps">
        {steps.map((step) => {
          const number = numbers.get(step.id);
          if (number !== undefined)
            return (
              <StepRow
                key={step.id}
                step={step}
                number={number}
                findings={findingsOf(step, findings)}
                edits={edits}
                takesFocus={restored.current === step.id}
              />
            );
          if (!edits || removed.get(step.id) !== 'restorable') return null;
          const restore = () => {
            restored.current = step.id;
            edits.restore(step.id);
          };
          const leave = () => heading.current?.focus({ preventScroll: true });
          return <RemovedRow key={step.id} step={step} onRestore={restore} onGone={leave} />;
        })}
      </ol>
      <div ref={end} />
    </section>
  );
}

const untouched = createEdits('', async () => undefined);
