import type { PanelOrder } from '../messages.ts';

/** Milliseconds that a panel has to say what is still being written in it. */
const patience = 1_500;

/** A note in progress, or a step that is about to be deleted, is part of the recording, however it is ended. */
export async function settlePanels(): Promise<void> {
  const order: PanelOrder = { type: 'settle' };
  // Without an open panel there is nobody to answer.
  const settled = chrome.runtime.sendMessage(order).catch(() => undefined);
  await Promise.race([settled, new Promise((resolve) => setTimeout(resolve, patience))]);
}
