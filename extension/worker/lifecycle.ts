import { openRecordingResponse } from '../../lib/contracts/capture/recording.ts';
import { endPhases, type Phase, type StartOptions } from '../messages.ts';
import { devicePublicKey, unwrapRecordingKey } from '../transport/device-key.ts';
import { settleAll } from '../transport/log.ts';
import type { Sender } from '../transport/sender.ts';
import type { Server } from '../transport/server.ts';
import { changeRecording, forgetRecording, type Store, type StoredRecording } from '../transport/store.ts';
import type { Intake } from './intake.ts';
import { isPage } from './page-address.ts';
import { enterPages, flushPages, leavePages } from './page-scripts.ts';
import type { Pictured } from './pictures.ts';
import { settlePanels } from './settle-panels.ts';
import { tabInFront } from './tab-in-front.ts';

/** What a person can do with a recording, whatever they press for it. */
export interface Lifecycle {
  start(options: StartOptions): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  finish(title?: string): Promise<void>;
  discard(): Promise<void>;
  /** Takes a guide that is done out of the panel. */
  dismiss(): Promise<void>;
}

export interface LifecyclePorts {
  readonly store: Store;
  readonly server: Server;
  readonly intake: Intake;
  readonly sender: Sender;
  readonly picture: (tabId: number) => Promise<Pictured>;
  readonly current: () => StoredRecording | undefined;
  readonly setCurrent: (recording: StoredRecording | undefined) => void;
  /** Tells every frame whether it is recorded, and how. */
  readonly tellPages: () => Promise<void>;
  /** What was hidden of what the person gave is not known any more. */
  readonly forgetGiven: () => Promise<void>;
  /** Asks for the company's redaction policy, not for long. */
  readonly refreshPolicy: () => Promise<void>;
}

export function createLifecycle(ports: LifecyclePorts): Lifecycle {
  const { store, server, intake, sender, picture, current, setCurrent, tellPages } = ports;
  const { forgetGiven, refreshPolicy } = ports;

  const running = (...phases: Phase[]): StoredRecording => {
    const recording = current();
    if (!recording || !phases.includes(recording.phase))
      throw new Error('There is no recording to do that with.');
    return recording;
  };
  const enter = async (recording: StoredRecording, phase: Phase, title?: string) => {
    recording.phase = phase;
    await changeRecording(store, recording.recordingId, (changing) => {
      changing.phase = phase;
      if (title) changing.title = title;
    });
  };

  const start = async ({ keepTyped }: StartOptions): Promise<void> => {
    const before = current();
    if (before && !endPhases.includes(before.phase)) {
      throw new Error('A recording is still under way. Finish or discard it first.');
    }
    const [recording] = await Promise.all([open(keepTyped), refreshPolicy()]);
    if (before) await forgetRecording(store, before.recordingId);
    await forgetGiven();
    await store.put('recordings', recording);
    setCurrent(recording);
    await enterPages();
    await tellPages();
    const tab = await tabInFront();
    if (tab?.id === undefined || !isPage(tab.url)) return;
    const page = { url: tab.url, title: tab.title ?? '' };
    await intake.note({ kind: 'navigate', cause: 'address' }, page, tab.id, picture(tab.id));
  };
  const open = async (keepTyped: boolean): Promise<StoredRecording> => {
    const account = await store.get('account', 'account');
    const answer = await server.call('POST', '/v1/recordings', {
      devicePublicKey: await devicePublicKey(store),
      agent: { name: 'guidewright-extension', version: chrome.runtime.getManifest().version },
      idempotencyKey: crypto.randomUUID(),
    });
    const { recordingId, guideId, tenantId, wrappedKey } = openRecordingResponse.parse(answer);
    return {
      recordingId,
      guideId,
      tenantId,
      server: account?.server ?? '',
      startedAt: Date.now(),
      keepTyped,
      key: await unwrapRecordingKey(store, wrappedKey),
      phase: 'recording',
      nextIndex: 0,
      nextUnbatched: 0,
      nextSequence: 1,
      sentActions: 0,
      tabs: [],
      maskedFieldNames: [],
    };
  };
  const mark = async (kind: 'pause' | 'resume'): Promise<void> => {
    const tab = await tabInFront();
    const page = { url: tab?.url ?? 'about:blank', title: tab?.title ?? '' };
    await intake.note({ kind }, page, tab?.id ?? -1);
  };

  return {
    start,
    async pause() {
      const recording = running('recording');
      await settlePanels();
      await flushPages();
      await mark('pause');
      await enter(recording, 'paused');
      await tellPages();
    },
    async resume() {
      running('paused');
      // Nobody asked for it in the meantime.
      await refreshPolicy();
      const recording = running('paused');
      await enter(recording, 'recording');
      await mark('resume');
      await tellPages();
    },
    async finish(title) {
      const recording = running('recording', 'paused');
      await settlePanels();
      await flushPages();
      await intake.quiet();
      await settleAll(store, recording.recordingId);
      await enter(recording, 'finishing', title);
      // Nothing comes any more that could say it again.
      await forgetGiven();
      await leavePages();
      await tellPages();
      sender.retry();
    },
    async discard() {
      const recording = running('recording', 'paused', 'finishing', 'failed');
      setCurrent(undefined);
      await forgetGiven();
      await leavePages();
      await tellPages();
      await forgetRecording(store, recording.recordingId);
      // Offline, the server forgets it by itself after a day.
      await server.call('DELETE', `/v1/recordings/${recording.recordingId}`).catch(() => undefined);
    },
    async dismiss() {
      const recording = running(...endPhases, 'finalizing');
      setCurrent(undefined);
      await forgetRecording(store, recording.recordingId);
    },
  };
}
