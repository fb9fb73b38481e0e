import type { Action } from '../../lib/contracts/capture/action.ts';
import type { Acknowledgement, PageAction } from '../messages.ts';
import { appendAction, settleAction } from '../transport/log.ts';
import { changeRecording, type Store, type StoredRecording } from '../transport/store.ts';
import { scrubAddress } from './page-address.ts';
import type { Pictured, Pictures } from './pictures.ts';

/** Where an action was done. `pageUrl` and `pageTitle` are the tab's, for a frame that is not the top one. */
export interface Place {
  readonly tabId: number;
  readonly frameId: number;
  readonly pageUrl?: string | undefined;
  readonly pageTitle?: string | undefined;
}

export interface Intake {
  /** Writes the action to disk and acknowledges; its picture follows. */
  admit(message: string, action: PageAction, place: Place): Promise<Acknowledgement>;
  /** For what the browser tells, not a page. `picture` is waited for before the action can be sent. */
  note(
    detail: Action['detail'],
    page: Action['page'],
    tabId: number,
    /** What is found out later: the picture, and the title of a page that was still loading. */
    later?: Promise<Pictured & { title?: string }>,
  ): Promise<void>;
  /** Fields whose content is not kept: their names, for the addresses of pages. */
  rememberMaskedFields(names: readonly string[]): Promise<void>;
  /** Resolves when no action waits for its picture. */
  quiet(): Promise<void>;
}

export interface IntakePorts {
  readonly store: Store;
  readonly pictures: Pictures;
  readonly current: () => StoredRecording | undefined;
  /** Something new is on disk or has settled. */
  readonly onChange: () => void;
}

export function createIntake({ store, pictures, current, onChange }: IntakePorts): Intake {
  const settling = new Set<Promise<void>>();

  const settle = (
    recordingId: string,
    index: number,
    later: Promise<Parameters<typeof settleAction>[3]>,
  ): void => {
    const work = later
      .then((found) => settleAction(store, recordingId, index, found))
      .then(onChange, onChange)
      .finally(() => settling.delete(work));
    settling.add(work);
  };

  return {
    async admit(message, action, place) {
      const recording = current();
      if (!recording) return { ok: false, reason: 'not-recording' };
      const { at, detail, target, moment, rect, point } = action;
      const isTop = place.frameId === 0;
      const scrub = (url: string) => scrubAddress(url, recording.maskedFieldNames);
      const page = {
        url: scrub(isTop ? action.page.url : (place.pageUrl ?? action.page.url)),
        title: isTop ? action.page.title : (place.pageTitle ?? ''),
      };
      const frame = isTop ? {} : { frameUrl: scrub(action.page.url) };
      const about = target ? { target } : {};
      const draft = { at, page, ...frame, ...about, detail, tabId: place.tabId };
      const answer = await appendAction(store, recording.recordingId, message, draft, false);
      if (answer.ok) {
        const spot = { frameId: place.frameId, rect, point };
        settle(recording.recordingId, answer.index, pictures.ofMoment(recording, moment, spot));
      }
      onChange();
      return answer;
    },
    async note(detail, page, tabId, later) {
      const recording = current();
      if (!recording) return;
      const { recordingId, maskedFieldNames } = recording;
      const scrubbed = { url: scrubAddress(page.url, maskedFieldNames), title: page.title.slice(0, 500) };
      const draft = { at: Date.now(), page: scrubbed, detail, tabId };
      const settled = later === undefined;
      const answer = await appendAction(store, recordingId, crypto.randomUUID(), draft, settled);
      const found = later?.then(({ title, ...picture }) =>
        title ? { ...picture, page: { ...scrubbed, title: title.slice(0, 500) } } : picture,
      );
      if (answer.ok && found) settle(recordingId, answer.index, found);
      onChange();
    },
    async rememberMaskedFields(names) {
      const recording = current();
      if (!recording) return;
      const added = names
        .filter((name) => name !== '' && !recording.maskedFieldNames.includes(name))
        .slice(0, 50);
      if (added.length === 0) return;
      recording.maskedFieldNames.push(...added);
      await changeRecording(store, recording.recordingId, (stored) => {
        stored.maskedFieldNames = [...new Set([...stored.maskedFieldNames, ...added])].slice(0, 500);
      });
    },
    async quiet() {
      await Promise.all(settling);
    },
  };
}
