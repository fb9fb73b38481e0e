import type { Camera } from '../camera/camera.ts';
import type { FrameMessage, SingleMessage } from '../messages.ts';
import type { CompanyPolicy } from '../policy/company-policy.ts';
import type { StoredRecording } from '../transport/store.ts';
import { type FrameAddress, ordersFor, type RulesForFrames } from './frame-orders.ts';
import type { Intake } from './intake.ts';
import { hostOf } from './page-address.ts';
import type { Pictures } from './pictures.ts';

/** What of the worker the pages' frames reach. */
export interface FramePorts {
  readonly camera: Pick<Camera, 'look' | 'changed'>;
  readonly pictures: Pick<Pictures, 'begin'>;
  readonly intake: Pick<Intake, 'admit' | 'rememberMaskedFields'>;
  readonly current: () => Pick<StoredRecording, 'phase' | 'keepTyped'> | undefined;
  readonly policy: RulesForFrames & Pick<CompanyPolicy, 'findIn'>;
  readonly whereIs: (sender: chrome.runtime.MessageSender) => Promise<FrameAddress>;
}

export const singlesOf = (message: FrameMessage): readonly SingleMessage[] =>
  message.type === 'several' ? message.messages : [message];

/** Answers a page's frame; a list for several messages, with gaps for those that need no answer. */
export async function answerFrame(
  ports: FramePorts,
  message: FrameMessage,
  sender: chrome.runtime.MessageSender,
): Promise<unknown> {
  if (message.type !== 'several') return answerSingle(ports, message, sender);
  const answers = message.messages.map((single) => {
    const answer = answerSingle(ports, single, sender).catch(() => undefined);
    return needsAnswer(single) ? answer : undefined;
  });
  return Promise.all(answers);
}

/** An action is acknowledged once it is on disk, whatever came with it and takes longer. */
const needsAnswer = ({ type }: SingleMessage): boolean => answered.has(type);
const answered = new Set<SingleMessage['type']>(['action', 'hello', 'sensitive-texts']);

/** `undefined` for messages that need no answer. */
async function answerSingle(
  { camera, pictures, intake, current, policy, whereIs }: FramePorts,
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
      return ordersFor(current(), policy, await whereIs(sender));
    case 'action':
      return intake.admit(message.id, message.action, {
        tabId,
        frameId,
        pageUrl: sender.tab?.url,
        pageTitle: sender.tab?.title,
        at: await whereIs(sender),
      });
    case 'look':
      if (recording?.phase === 'recording') void camera.look(tabId);
      return undefined;
    case 'moment':
      pictures.begin(message.id, {
        tabId,
        frameId,
        documentId: sender.documentId,
        at: message.at,
        view: message.view,
      });
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
      await intake.rememberMaskedFields(message.names);
      return undefined;
    case 'sensitive-texts':
      return policy.findIn(message.texts, hostOf((await whereIs(sender)).page));
  }
}

async function placeInParent(tabId: number, frameId: number): Promise<void> {
  const frame = await chrome.webNavigation.getFrame({ tabId, frameId });
  if (!frame) return;
  await chrome.tabs
    .sendMessage(tabId, { type: 'place-children' }, { frameId: frame.parentFrameId })
    .catch(() => undefined);
}
