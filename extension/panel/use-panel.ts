import { useEffect, useState } from 'react';
import { applyChanges } from '../../lib/domain/compose/assemble-steps.ts';
import type { PanelMessage, PanelReply, PanelState, PanelUpdate } from '../messages.ts';

/** What the worker says, kept up to date; undefined until it has said anything. */
export function usePanel(): PanelState | undefined {
  const [state, setState] = useState<PanelState>();
  useEffect(() => {
    let port: chrome.runtime.Port | undefined;
    let over = false;
    const connect = () => {
      port = chrome.runtime.connect({ name: 'panel' });
      port.onMessage.addListener((update: PanelUpdate) => setState((before) => advance(before, update)));
      // Chromium stops workers that rest; connecting starts this one again.
      port.onDisconnect.addListener(() => over || setTimeout(connect, 200));
    };
    connect();
    return () => {
      over = true;
      port?.disconnect();
    };
  }, []);
  return state;
}

function advance(before: PanelState | undefined, update: PanelUpdate): PanelState {
  if (update.type === 'whole') return update.state;
  const { recording } = update.state;
  if (!recording) return update.state;
  const known = before?.recording?.recordingId === recording.recordingId ? before.recording.steps : [];
  const steps = applyChanges(known, {
    changed: [...update.changed],
    removed: [...update.removed],
    notes: [],
  });
  return { ...update.state, recording: { ...recording, steps } };
}

/** Resolves to what went wrong, in words, or to nothing. */
export async function tell(message: PanelMessage): Promise<string | undefined> {
  try {
    const reply: PanelReply | undefined = await chrome.runtime.sendMessage(message);
    return reply && !reply.ok ? reply.message : undefined;
  } catch {
    return 'The extension was updated. Open this panel again.';
  }
}
