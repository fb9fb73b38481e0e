import type { Action } from '../../lib/contracts/capture/action.ts';
import type { Acknowledgement, Finding, PageAction } from '../messages.ts';
import type { CompanyPolicy } from '../policy/company-policy.ts';
import { appendAction, type Found, settleAction } from '../transport/log.ts';
import { changeRecording, type Store, type StoredRecording } from '../transport/store.ts';
import type { FrameAddress } from './frame-orders.ts';
import { keepDraft, keepPicture, unseen } from './keep-draft.ts';
import { scrubAddress } from './page-address.ts';
import type { Pictured, Pictures } from './pictures.ts';
import { isGiven, withoutGiven } from './without-given.ts';

/** Where an action was done. `pageUrl` and `pageTitle` are the tab's, for a frame that is not the top one. */
export interface Place {
  readonly tabId: number;
  readonly frameId: number;
  readonly pageUrl?: string | undefined;
  readonly pageTitle?: string | undefined;
  /** By whom page and frame are, also where they have no address of their own. */
  readonly at: FrameAddress;
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
  readonly policy: Pick<CompanyPolicy, 'hider' | 'mayRecord' | 'rules'>;
  /** Something new is on disk or has settled. */
  readonly onChange: () => void;
}

export function createIntake({ store, pictures, current, policy, onChange }: IntakePorts): Intake {
  const settling = new Set<Promise<void>>();

  const settle = (recordingId: string, index: number, later: Promise<Found>): void => {
    const work = later
      .then((found) => settleAction(store, recordingId, index, found))
      .then(onChange, onChange)
      .finally(() => settling.delete(work));
    settling.add(work);
  };
  /** What the picture shows may have the rest of the action kept back as well. */
  const judged = (
    { seen, ...picture }: Pictured,
    detail: Action['detail'],
    earlier: readonly Finding[],
  ): Found => {
    const { findings, withheld } = keepPicture(policy, { seen }, detail);
    return {
      ...picture,
      detail: withheld ? withoutGiven(detail) : detail,
      findings: [...earlier, ...findings],
    };
  };

  return {
    async admit(message, action, place) {
      const recording = current();
      const pageUrl = place.frameId === 0 ? action.page.url : (place.pageUrl ?? action.page.url);
      // The tab of the top frame may show the next page already.
      const around = place.frameId === 0 ? [] : [place.at.page];
      const addresses = [pageUrl, action.page.url, ...place.at.frames, ...around];
      if (!recording || !addresses.every((address) => policy.mayRecord(address)))
        return { ok: false, reason: 'not-recording' };
      const { at, detail, target, moment, rect, point } = action;
      const isTop = place.frameId === 0;
      const scrub = (url: string) => scrubAddress(url, recording.maskedFieldNames);
      const page = { url: scrub(pageUrl), title: isTop ? action.page.title : (place.pageTitle ?? '') };
      const frame = isTop ? {} : { frameUrl: scrub(action.page.url) };
      const about = target ? { target } : {};
      const kept = keepDraft(policy, { at, page, ...frame, ...about, detail });
      const { draft, findings, withheld } = kept;
      // Whatever a frame says that it may do: it may have missed its orders.
      const given = policy.rules.locked && isGiven(draft.detail) ? withoutGiven(draft.detail) : draft.detail;
      // Until the page was looked at, on disk as well: a worker that is stopped before leaves it at that.
      const waits = policy.rules.action === 'block-upload' && isGiven(given);
      const full = { ...draft, detail: waits ? withoutGiven(given) : given, tabId: place.tabId };
      const told = waits ? [...findings, unseen] : findings;
      const answer = await appendAction(store, recording.recordingId, message, full, false, told);
      if (answer.ok) {
        const spot = { frameId: place.frameId, rect, point };
        const found = withheld
          ? Promise.resolve({ findings })
          : pictures.ofMoment(recording, moment, spot).then((pictured) => judged(pictured, given, findings));
        settle(recording.recordingId, answer.index, found);
      }
      onChange();
      return answer;
    },
    async note(detail, page, tabId, later) {
      const recording = current();
      if (!recording) return;
      const isBlocked = !policy.mayRecord(page.url);
      if (isBlocked && detail.kind !== 'pause' && detail.kind !== 'resume') return;
      const { recordingId, maskedFieldNames } = recording;
      const at = Date.now();
      const keep = ({ url, title }: Action['page']) => {
        const scrubbed = { url: scrubAddress(url, maskedFieldNames), title: title.slice(0, 500) };
        return keepDraft(policy, { at, page: isBlocked ? nowhere : scrubbed, detail });
      };
      const { draft, findings } = keep(page);
      const settled = later === undefined;
      const full = { ...draft, tabId };
      const answer = await appendAction(store, recordingId, crypto.randomUUID(), full, settled, findings);
      const found = later?.then(({ title, ...pictured }) => {
        const titled = title ? keep({ url: page.url, title }) : { draft, findings };
        return { page: titled.draft.page, ...judged(pictured, draft.detail, titled.findings) };
      });
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

/** A pause is one wherever it is made. */
const nowhere: Action['page'] = { url: 'about:blank', title: '' };
