import type { FrameOrders, SingleMessage, View, WorkerMessage } from '../messages.ts';
import { createAfterFrame } from './after-frame.ts';
import { createDelivery } from './deliver.ts';
import { placeChildren, receiveToken } from './page/child-frames.ts';
import { discoverPage } from './page/discovery.ts';
import { watchPageChanges } from './page/page-changes.ts';
import { rememberShown, showOtherValues } from './page/shown-values.ts';
import { createPost } from './post.ts';
import { createRecorder } from './recorder.ts';
import { createSurvey, viewNow } from './survey.ts';
import { createSensitiveTexts } from './text/sensitive-texts.ts';
import { watchChoices } from './watch/choices.ts';
import { watchClicks } from './watch/clicks.ts';
import { watchDragging } from './watch/dragging.ts';
import { watchHovering } from './watch/hovering.ts';
import { watchKeys } from './watch/keys.ts';
import { watchPress } from './watch/press.ts';
import { watchScrolling } from './watch/scrolling.ts';
import { watchTyping } from './watch/typing.ts';

/** Milliseconds. */
const restAfterDeed = 300;
/** So long what changes is taken for the page's answer to what was done. */
const answersWithin = 1_000;
/** Of a page that changes by itself; less than the worker takes the last picture to be of the state before. */
const restAfterChange = 800;
/** No two pictures are taken sooner after each other, so that asking for them would be idle. */
const lookSpacing = 500;
const presence = 4_000;
const inUse = 30_000;
/** A little less than the worker takes a picture to be fresh for. */
const picturedFor = 9_000;

const post = createPost((message) => chrome.runtime.sendMessage(message));
const afterFrame = createAfterFrame();
const sending = (message: SingleMessage) => () => {
  // The worker may be gone with an update of the extension; the page must not notice.
  post.send(message).catch(() => undefined);
};
const tell = (message: SingleMessage): void => afterFrame.run(sending(message));

/**
 * Watches one frame. All listeners are set at once, ahead of the page's own, and ask `orders` each time; until
 * the worker has answered, the frame counts as recorded and what is typed as not to be kept.
 */
export function recordFrame(): void {
  let orders: FrameOrders = { recording: true, keepTyped: false, rules: '' };
  const token = receiveToken();
  const texts = createSensitiveTexts((asked) => post.send({ type: 'sensitive-texts', texts: asked }));
  // Made ahead of what watches changes, whose records the browser then need not make as well.
  const discovery = discoverPage({
    isUsed: () => Date.now() - recorder.lastSign() < inUse,
    onAdditions: () => changes.noteAdditions(),
  });
  const changes = watchPageChanges((shot) => {
    const at = Date.now();
    afterFrame.run(() => {
      // A page that moves by itself is not pictured over and over while nobody works in it.
      const looks = recorder.isOn() && at - recorder.lastSign() < presence;
      const lookIn = at - recorder.lastDeed() < answersWithin ? restAfterDeed : restAfterChange;
      sending({ type: 'changed', shot, at, ...(looks ? { lookIn } : {}) })();
    });
  });
  /** The view in the last picture. */
  let surveyed: View | undefined;
  let asked = 0;
  let asksAgain = false;
  const wouldLook = () => {
    if (asksAgain) return false;
    if (changes.pictured() && showOtherValues()) changes.noteChange();
    const pictured = changes.pictured();
    return !pictured || Date.now() - pictured.at >= picturedFor;
  };
  const look = () => {
    if (!wouldLook()) return;
    const early = asked + lookSpacing - Date.now();
    if (early <= 0) {
      asked = Date.now();
      tell({ type: 'look' });
    } else {
      asksAgain = true;
      setTimeout(() => {
        asksAgain = false;
        look();
      }, early);
    }
  };
  const delivery = createDelivery(post.send, () => undefined);
  const recorder = createRecorder({
    isOn: () => orders.recording,
    keepsTyped: () => orders.keepTyped,
    begin: (id, at) => {
      const pictured = changes.pictured() !== undefined;
      changes.noteMoment();
      if (pictured && surveyed) {
        // Nothing has scrolled since; asking now would take a look at the layout. And the picture stays until
        // another is taken, before which this is told.
        afterFrame.withNext(sending({ type: 'moment', id, at, view: surveyed }));
        return;
      }
      tell({ type: 'moment', id, at, view: viewNow() });
      // Without a picture, each millisecond counts to have one of the state before.
      afterFrame.flush();
    },
    look,
    wouldLook,
    hasReacted: changes.hasReacted,
    awaitReaction: changes.awaitReaction,
    afterFrame: afterFrame.run,
    pictured: () => changes.pictured()?.shot,
    catchUp: changes.catchUp,
    action: (action) => afterFrame.run(() => delivery.action(action)),
  });
  // Ahead of the watchers, so that they find what they ask for.
  for (const type of ['pointerdown', 'focusin', 'beforeinput', 'input'] as const) {
    recorder.on(type, discovery.reveal);
  }
  discovery.begin();
  watchTyping(recorder, (names) => tell({ type: 'masked-fields', names }));
  const press = watchPress(recorder);
  const keys = watchKeys(recorder);
  const choices = watchChoices(recorder, press.current);
  watchDragging(recorder, press.current);
  const hovering = watchHovering(recorder);
  watchClicks(recorder, {
    press: press.current,
    lastKey: keys.last,
    toldOtherwise: choices.told,
    beforeClick: hovering.beforeClick,
  });
  watchScrolling(recorder);
  addEventListener(
    'pagehide',
    () => {
      afterFrame.flush();
      delivery.hurry();
      post.flush();
    },
    true,
  );

  const survey = createSurvey({
    token,
    keepsTyped: () => orders.keepTyped,
    discovery,
    changes,
    texts,
    onBefore: hovering.noteClosed,
    onAfter: hovering.prepare,
  });
  const obey = (next: FrameOrders) => {
    if (orders.rules !== next.rules) texts.forget();
    orders = next;
    if (orders.recording) discovery.begin();
    else {
      discovery.stop();
      rememberShown([]);
    }
  };
  const flush = async () => {
    recorder.settleTyping();
    afterFrame.flush();
    await delivery.settled();
    return true;
  };
  chrome.runtime.onMessage.addListener((message: WorkerMessage, _sender, answer) => {
    if (message.type === 'orders') obey(message.orders);
    else if (message.type === 'survey') {
      afterFrame.flush();
      void survey(message.shot, message.phase).then((told) => {
        surveyed = told.view;
        answer(told);
      });
      return true;
    } else if (message.type === 'place-children') placeChildren();
    else {
      void flush().then(answer);
      return true;
    }
    return undefined;
  });
  const hello = () => {
    post
      .send({ type: 'hello' })
      .then((answer) => {
        if (isOrders(answer)) obey(answer);
      })
      .catch(() => undefined);
  };
  hello();
  addEventListener('pageshow', ({ persisted }) => {
    // Back from the cache, the page has missed what was ordered meanwhile.
    if (persisted) hello();
  });
  if (window !== top) tell({ type: 'place-me' });
}

function isOrders(answer: unknown): answer is FrameOrders {
  return typeof answer === 'object' && answer !== null && 'recording' in answer;
}
