import type { Step } from '../../lib/contracts/compose/step.ts';
import type { PanelState, PanelUpdate, RecordingState } from '../messages.ts';
import type { CompanyPolicy } from '../policy/company-policy.ts';
import { unsentBatches } from '../transport/batches.ts';
import type { Sender } from '../transport/sender.ts';
import { changeRecording, type PendingSignIn, type Store, type StoredRecording } from '../transport/store.ts';
import { showBadge } from './badge.ts';
import { keepsTyped } from './frame-orders.ts';
import { createLiveSteps, type LiveSteps } from './live-steps.ts';
import { hostOf } from './page-address.ts';
import { tabInFront } from './tab-in-front.ts';

export interface Status {
  /** Something may look different: tell the open panels, soon and once. */
  changed(): void;
  whole(): Promise<PanelState>;
  attach(port: chrome.runtime.Port): void;
  /** Resolves when the steps of everything settled are known. */
  catchUp(): Promise<void>;
}

/** What a person needs of it; the device code is the worker's. */
function describeSignIn({ server, userCode, approvalUrl, problem }: PendingSignIn): PanelState['signIn'] {
  return { server, userCode, approvalUrl, problem };
}

const spacing = 100;
const noSteps: readonly Step[] = [];

/** Keeps panels and badge true to what is on disk. */
export function createStatus(
  store: Store,
  current: () => StoredRecording | undefined,
  connection: Sender['connection'],
  policy: Pick<CompanyPolicy, 'rules' | 'mayRecord'>,
): Status {
  const ports = new Set<chrome.runtime.Port>();
  let live: { of: string; steps: LiveSteps } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const liveOf = ({ recordingId }: StoredRecording): LiveSteps => {
    if (live?.of !== recordingId) live = { of: recordingId, steps: createLiveSteps(store, recordingId) };
    return live.steps;
  };
  const describe = async (): Promise<PanelState> => {
    const [account, pending, recording] = await Promise.all([
      store.get('account', 'account'),
      store.get('signIn', 'pending'),
      stored(),
    ]);
    return {
      account: account && { server: account.server, name: account.user.name, email: account.user.email },
      signIn: pending && describeSignIn(pending),
      recording: recording && { ...(await describeRecording(recording)), steps: noSteps },
      locked: policy.rules.locked,
    };
  };
  const stored = async () => {
    const id = current()?.recordingId;
    return id === undefined ? undefined : store.get('recordings', id);
  };
  const hostInTheWay = async (): Promise<string | undefined> => {
    if (!policy.rules.sites.some(({ recording }) => recording === 'block')) return undefined;
    const tab = await tabInFront();
    return policy.mayRecord(tab?.url) ? undefined : hostOf(tab?.url);
  };
  const describeRecording = async (recording: StoredRecording): Promise<Omit<RecordingState, 'steps'>> => {
    const { recordingId, guideId, phase, startedAt, limitReached, problem, guideUrl } = recording;
    const [batches, shots, blockedHost] = await Promise.all([
      unsentBatches(store, recordingId),
      store.countFromIndex('shots', 'byRecording', recordingId),
      phase === 'recording' ? hostInTheWay() : undefined,
    ]);
    const sealed = batches.reduce((sum, { first, last }) => sum + last - first + 1, 0);
    const waiting = recording.nextIndex - recording.nextUnbatched + sealed + shots;
    const upload = { connection: connection(), waiting, sent: recording.sentActions };
    return {
      recordingId,
      guideId,
      phase,
      keepTyped: keepsTyped(recording, policy),
      startedAt,
      limitReached,
      problem,
      guideUrl,
      upload,
      action: policy.rules.action,
      findings: liveOf(recording).findings,
      lastAction: liveOf(recording).lastAction,
      blockedHost,
    };
  };
  const catchUp = async (): Promise<{ changed: readonly Step[]; removed: readonly string[] }> => {
    const recording = current();
    if (!recording) return { changed: [], removed: [] };
    const steps = liveOf(recording);
    const result = await steps.catchUp();
    if (steps.limitReached && !recording.limitReached) {
      recording.limitReached = steps.limitReached;
      await changeRecording(store, recording.recordingId, (changing) => {
        changing.limitReached = steps.limitReached;
      });
    }
    return result;
  };
  const pushNow = async (): Promise<void> => {
    const { changed, removed } = await catchUp();
    const state = await describe();
    const update: PanelUpdate = { type: 'update', state, changed, removed };
    for (const port of ports) port.postMessage(update);
    await showBadge(state.recording);
  };
  /** One after the other: a panel must not hear of a step's older form last. */
  let pushed: Promise<void> = Promise.resolve();
  const push = (): Promise<void> => {
    timer = undefined;
    pushed = pushed.then(pushNow, pushNow);
    return pushed;
  };
  const whole = async (): Promise<PanelState> => {
    // What is caught up with for one panel is news to the others as well.
    await push();
    const state = await describe();
    const recording = current();
    // Read last, so that no update falls between this and the port's first message.
    return recording && state.recording
      ? { ...state, recording: { ...state.recording, steps: liveOf(recording).steps } }
      : state;
  };

  return {
    changed() {
      if (!timer) timer = setTimeout(() => void push().catch(() => undefined), spacing);
    },
    whole,
    attach(port) {
      void whole().then((state) => {
        port.postMessage({ type: 'whole', state } satisfies PanelUpdate);
        ports.add(port);
      });
      port.onDisconnect.addListener(() => ports.delete(port));
    },
    async catchUp() {
      await catchUp();
    },
  };
}
