import { createCamera } from '../camera/camera.ts';
import { takeShot } from '../camera/take-shot.ts';
import { settleAll } from '../transport/log.ts';
import { createSender } from '../transport/sender.ts';
import { createServer } from '../transport/server.ts';
import { currentRecording, openStore, type StoredRecording } from '../transport/store.ts';
import { createIntake, type Intake } from './intake.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import { createPictures, type Pictures } from './pictures.ts';
import { createStatus, type Status } from './status.ts';
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
  current(): StoredRecording | undefined;
}

/** Picks up where the last worker was stopped, by Chromium or by a fault. */
export async function startWorker(): Promise<Worker> {
  const store = await openStore();
  let recording = await currentRecording(store);
  if (recording) await settleAll(store, recording.recordingId);
  const current = () => recording;

  const server = createServer(store);
  const sender = createSender({ store, server, onChange: () => void refresh() });
  const camera = createCamera({
    take: takeShot,
    now: Date.now,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
  const pictures = createPictures(store, camera);
  const status = createStatus(store, current, sender.connection);
  const onChange = () => {
    status.changed();
    sender.nudge();
  };
  const intake = createIntake({ store, pictures, current, onChange });
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
  });
  /** The sender moves the phase on by itself: finalizing, published. */
  const refresh = async () => {
    const stored = recording && (await store.get('recordings', recording.recordingId));
    takePhase(recording, stored);
    status.changed();
  };
  status.changed();
  sender.nudge();
  return { store, server, sender, camera, pictures, intake, lifecycle, status, current };
}
