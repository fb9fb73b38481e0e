import type { PanelMessage, PanelReply, PanelState } from '../messages.ts';
import { editStep } from './edit-steps.ts';
import type { Worker } from './worker.ts';

/** Does what was pressed in the panel; what goes wrong is told in words for the person. */
export async function answerPanel(worker: Worker, message: PanelMessage): Promise<PanelReply | PanelState> {
  if (message.type === 'panel/state') return worker.status.whole();
  try {
    await carryOut(worker, message);
    return { ok: true };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? explain(error) : String(error) };
  } finally {
    worker.status.changed();
  }
}

function explain(error: Error): string {
  if (error.name === 'TypeError' || error.name === 'TimeoutError') {
    return 'The server cannot be reached. Check its address and your connection.';
  }
  return error.message;
}

async function carryOut(
  worker: Worker,
  message: Exclude<PanelMessage, { type: 'panel/state' }>,
): Promise<void> {
  const { server, sender, lifecycle, store, policy, camera } = worker;
  switch (message.type) {
    case 'panel/sign-in':
      return server.signIn.begin(message.server);
    case 'panel/poll-sign-in':
      await server.signIn.poll();
      if (await store.get('account', 'account')) {
        sender.retry();
        void policy.refresh();
      }
      return;
    case 'panel/cancel-sign-in':
      return server.signIn.cancel();
    case 'panel/sign-out':
      // Signed out here it is already; that the server may not hear of it is nothing to stop at.
      return server.signOut().catch(() => undefined);
    case 'panel/start':
      policy.warmUp();
      return lifecycle.start(message.options);
    case 'panel/pause':
      return lifecycle.pause();
    case 'panel/resume':
      return lifecycle.resume();
    case 'panel/finish':
      return lifecycle.finish(message.title);
    case 'panel/discard':
      return lifecycle.discard();
    case 'panel/dismiss':
      return lifecycle.dismiss();
    case 'panel/await-camera':
      return camera.idle();
    case 'panel/remove-step':
    case 'panel/note':
      return editStep(worker, message);
  }
}
