import { createCamera } from '../camera/camera.ts';
import { takeShot } from '../camera/take-shot.ts';
import { type CompanyPolicy, openCompanyPolicy } from '../policy/company-policy.ts';
import { createGivenValues } from '../transport/given-values.ts';
import { settleAll } from '../transport/log.ts';
import { createSender } from '../transport/sender.ts';
import { createServer } from '../transport/server.ts';
import { currentRecording, openStore, type StoredRecording } from '../transport/store.ts';
import { createFrameFinder } from './frame-address.ts';
import { ordersFor } from './frame-orders.ts';
import { createIntake, type Intake } from './intake.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import { giveOrders } from './page-scripts.ts';
import { createPictures, type Pictures } from './pictures.ts';
import { createStatus, type Status } from './status.ts';
import { tabInFront } from './tab-in-front.ts';
import { takePhase } from './take-phase.ts';

/** Everything that the worker is made of, over what is on disk. */
export interface Worker {
  readonly store: Awaited<ReturnType<typeof openStore>>;
  readonly server: ReturnType<typeof createServer>;
  readonly sender: ReturnType<typeof createSender>;
  readonly camera: ReturnType<typeof createCamera>;
  readonly pictures: Pictures;
  readonly intake: Intake;
  readonly lifecycle: Lifecycle;
  readonly status: Status;
  readonly policy: CompanyPolicy;
  readonly whereIs: ReturnType<typeof createFrameFinder>;
  current(): StoredRecording | undefined;
}

/** Milliseconds that a recording waits for the company's policy before it goes by the one known last. */
const policyPatience = 2_000;
/** Milliseconds that pages have to take new orders; long before that they have been sent to all. */
const tellPatience = 1_000;
const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Picks up where the last worker was stopped, by Chromium or by a fault. */
export async function startWorker(): Promise<Worker> {
  const store = await openStore();
  let recording = await currentRecording(store);
  if (recording) await settleAll(store, recording.recordingId);
  const current = () => recording;
  const goesOn = () => recording?.phase === 'recording' || recording?.phase === 'paused';
  const given = createGivenValues(chrome.storage.session);

  const server = createServer(store);
  const tellPages = () => giveOrders((at) => ordersFor(recording, policy, at));
  const policy = await openCompanyPolicy({
    store,
    server,
    keep: (values) => {
      if (recording && goesOn()) void given.keep(recording.recordingId, values).catch(() => undefined);
    },
    onChange: () => {
      status.changed();
      if (goesOn()) void hideByNow();
    },
  });
  const forgetGiven = async (): Promise<void> => {
    policy.begin([]);
    await given.forget();
  };
  if (recording && goesOn()) policy.begin(await given.of(recording.recordingId));
  else await forgetGiven();
  /** No picture that was begun by what held before is used, nor any of a page before it was told. */
  const hideByNow = async (): Promise<void> => {
    camera.forgetAll();
    // A tab that the browser has frozen answers when it is thawed, and obeys before it says anything else.
    await Promise.race([tellPages(), wait(tellPatience)]);
    camera.forgetAll();
    // The page has not changed, and asks for no other picture before it is left.
    const tab = recording?.phase === 'recording' ? await tabInFront() : undefined;
    if (tab?.id !== undefined) await camera.look(tab.id);
  };
  const sender = createSender({ store, server, onChange: () => void refresh() });
  const camera = createCamera({
    take: (tabId) => takeShot(tabId, policy.mayRecord),
    now: Date.now,
    wait,
  });
  const pictures = createPictures(
    store,
    camera,
    (seen) => seen?.length === 0 || policy.rules.action !== 'block-upload',
  );
  const status = createStatus(store, current, sender.connection, policy);
  const onChange = () => {
    status.changed();
    sender.nudge();
  };
  const intake = createIntake({ store, pictures, current, policy, onChange });
  const lifecycle = createLifecycle({
    store,
    server,
    intake,
    sender,
    picture: (tabId) => (recording ? pictures.ofNow(recording, tabId) : Promise.resolve({})),
    current,
    setCurrent: (next) => {
      recording = next;
    },
    tellPages,
    forgetGiven,
    refreshPolicy: () => Promise.race([policy.refresh(), wait(policyPatience)]),
  });
  /** The sender moves the phase on by itself: finalizing, published. */
  const refresh = async () => {
    const stored = recording && (await store.get('recordings', recording.recordingId));
    const hasEnded = takePhase(recording, stored);
    status.changed();
    if (hasEnded) await forgetGiven();
  };
  const whereIs = createFrameFinder();
  status.changed();
  sender.nudge();
  if (recording) policy.warmUp();
  return { store, server, sender, camera, pictures, intake, lifecycle, status, policy, whereIs, current };
}
