import type { FrameMessage, SingleMessage } from '../messages.ts';
import { rememberMaskedFields } from './intake.ts';
import type { Worker } from './worker.ts';

export const singlesOf = (message: FrameMessage): readonly SingleMessage[] =>
  message.type === 'several' ? message.messages : [message];

/** Answers a page's frame; a list for several messages, with gaps for those that need no answer. */
export async function answerFrame(
  worker: Worker,
  message: FrameMessage,
  sender: chrome.runtime.MessageSender,
): Promise<unknown> {
  if (message.type !== 'several') return answerSingle(worker, message, sender);
  const answers = message.messages.map((single) => {
    const answer = answerSingle(worker, single, sender).catch(() => undefined);
    return needsAnswer(single) ? answer : undefined;
  });
  return Promise.all(answers);
}

/** An action is acknowledged once it is on disk, whatever came with it and takes longer. */
const needsAnswer = ({ type }: SingleMessage): boolean => type === 'action' || type === 'hello';

/** `undefined` for messages that need no answer. */
async function answerSingle(
  { camera, pictures, intake, store, current }: Worker,
  message: SingleMessage,
  sender: chrome.runtime.MessageSender,
): Promise<unknown> {
  const tabId = sender.tab?.id;
  const recording = current();
  if (tabId === undefined) return undefined;
  const frameId = sender.frameId ?? 0;
  switch (message.type) {
    case 'hello':
      if (frameId === 0 && recording?.phase === 'recording') void camera.look(tabId);
      return { recording: recording?.phase === 'recording', keepTyped: recording?.keepTyped ?? false };
    case 'action':
      return intake.admit(message.id, message.action, {
        tabId,
        frameId,
        pageUrl: sender.tab?.url,
        pageTitle: sender.tab?.title,
      });
    case 'look':
      if (recording?.phase === 'recording') void camera.look(tabId);
      return undefined;
    case 'moment':
      pictures.begin(message.id, { tabId, frameId, at: message.at, view: message.view });
      return undefined;
    case 'changed':
      camera.changed(message.shot, message.at);
      if (message.lookIn !== undefined) {
        setTimeout(() => {
          if (current()?.phase === 'recording') void camera.look(tabId);
        }, message.lookIn);
      }
      return undefined;
    case 'place-me':
      await placeInParent(tabId, frameId);
      return undefined;
    case 'masked-fields':
      if (recording) await rememberMaskedFields(store, recording, message.names);
      return undefined;
  }
}

async function placeInParent(tabId: number, frameId: number): Promise<void> {
  const frame = await chrome.webNavigation.getFrame({ tabId, frameId });
  if (!frame) return;
  await chrome.tabs
    .sendMessage(tabId, { type: 'place-children' }, { frameId: frame.parentFrameId })
    .catch(() => undefined);
}
