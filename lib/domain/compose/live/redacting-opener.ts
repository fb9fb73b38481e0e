import type { Action } from '../../../contracts/capture/action.ts';
import { hideInAction } from '../../redaction/hiding/hide-in-action.ts';
import { hostOf } from '../../redaction/hiding/hide-in-address.ts';
import { type Hider, hiderOf, isFoundAlone, type Memory } from '../../redaction/hiding/hider.ts';
import type { KnownValue } from '../../redaction/hiding/known-values.ts';
import type { CompiledPolicy } from '../../redaction/policy/compile-policy.ts';
import { maskTyped } from './mask-typed.ts';
import type { BatchOpener } from './opened-batch.ts';
import type { ComposedRecording } from './recordings.ts';

/** What composing has to know of a company's policy. */
type ComposePolicy = Pick<CompiledPolicy, 'find' | 'mayRecord'> & {
  readonly revision: number;
  readonly rules: Pick<CompiledPolicy['rules'], 'locked'>;
};

export interface ComposePolicies {
  /** @throws where it is not known: then nothing may be shown. */
  read(tenantId: string): Promise<ComposePolicy>;
}

/** What a recording gave away by one revision of the company's policy, the oldest first. */
export interface Learned {
  readonly revision: number;
  readonly values: readonly KnownValue[];
}

export interface RedactingOpener extends BatchOpener {
  /** What hides in what was opened of the recording, and knows by now what stood there. */
  hiderOf(recording: ComposedRecording): Promise<Hider>;
  /** What was learned of the recording before, elsewhere; nothing by another revision, which may have hidden more. */
  recall(recording: ComposedRecording, learned: Learned): Promise<void>;
  /** All that is known of the recording by now; undefined where nothing came to be known here. */
  learned(recording: ComposedRecording): Promise<Learned | undefined>;
}

/**
 * Opens batches for those who compose: what leaves the seal holds nothing that is sensitive by itself, or by what was
 * opened before it; the log alone has it, sealed. What only a later field gives away is hidden when the guide is
 * assembled from there, by a policy that may have changed meanwhile.
 */
export function redactingOpener(opener: BatchOpener, policies: ComposePolicies): RedactingOpener {
  // As long as a recording is at hand, what was hidden in one batch is known in the next.
  const keepers = new WeakMap<ComposedRecording, Promise<Keeper>>();
  const keeperFor = (recording: ComposedRecording) => {
    const known = keepers.get(recording);
    if (known) return known;
    const keeper = policies.read(recording.tenantId).then(keeperOf);
    keepers.set(recording, keeper);
    return keeper;
  };
  return {
    async open(recording, sealed) {
      const opened = await opener.open(recording, sealed);
      if (!opened.ok) return opened;
      const { keep } = await keeperFor(recording);
      return { ...opened, actions: opened.actions.flatMap((action) => keep(action) ?? []) };
    },
    hiderOf: async (recording) => (await keeperFor(recording)).hider(),
    recall: async (recording, learned) => (await keeperFor(recording)).recall(learned),
    learned: async (recording) => (await keeperFor(recording)).learned(),
  };
}

interface Keeper {
  /** What of an action may be kept; nothing of one on a page that may not be recorded. */
  readonly keep: (action: Action) => Action | undefined;
  readonly hider: () => Hider;
  readonly recall: (learned: Learned) => void;
  readonly learned: () => Learned | undefined;
}

/** As many as a hider knows. */
const mostKnown = 200;

function keeperOf({ find, mayRecord, rules, revision }: ComposePolicy): Keeper {
  let known: readonly KnownValue[] = [];
  let isNew = false;
  const add = (more: readonly KnownValue[]) => {
    const values = new Set(more.map(({ value }) => value));
    known = [...known.filter(({ value }) => !values.has(value)), ...more].slice(-mostKnown);
  };
  const learn: Memory['learn'] = (value, kind) => {
    if (isFoundAlone(find, value)) return;
    add([{ value, kind }]);
    isNew = true;
  };
  let hider = hiderOf(find, { known, learn });
  const keep: Keeper['keep'] = (action) => {
    const { page, frameUrl } = action;
    const places = [page.url, ...(frameUrl === undefined ? [] : [frameUrl])];
    if (!places.every((place) => mayRecord(hostOf(place)))) return undefined;
    return hideInAction(rules.locked ? maskTyped(action) : action, hider);
  };
  return {
    keep,
    hider: () => hider,
    recall(more) {
      if (more.revision !== revision) return;
      add(more.values);
      hider = hiderOf(find, { known, learn });
    },
    learned: () => (isNew ? { revision, values: known } : undefined),
  };
}
