import type { ReactNode } from 'react';

/** What the browser asks outside of this panel. The region is there before, or screen readers would not say it. */
export function Question({ shown, children }: { shown: boolean; children: ReactNode }) {
  return (
    <p className="question" role="status">
      {shown && children}
    </p>
  );
}
