import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { PanelOrder } from '../messages.ts';
import { createEdits, type Edits, type EditsSnapshot } from './edits.ts';
import { tell } from './use-panel.ts';

/**
 * The edits of one recording. The worker asks for them before it ends; a panel that closes or goes on to another
 * recording tells them by itself.
 */
export function useEdits(recordingId: string): Edits {
  const edits = useMemo(() => createEdits(recordingId, tell), [recordingId]);
  useEffect(() => {
    const settle = () => void edits.settle();
    const obey = (order: Partial<PanelOrder>, _: unknown, answer: (settled: true) => void) => {
      if (order.type !== 'settle') return undefined;
      void edits.settle().then(() => answer(true));
      return true;
    };
    chrome.runtime.onMessage.addListener(obey);
    addEventListener('pagehide', settle);
    return () => {
      chrome.runtime.onMessage.removeListener(obey);
      removeEventListener('pagehide', settle);
      settle();
    };
  }, [edits]);
  return edits;
}

export function useSnapshot({ subscribe, snapshot }: Edits): EditsSnapshot {
  return useSyncExternalStore(subscribe, snapshot);
}
