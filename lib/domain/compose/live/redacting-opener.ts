import type { Action } from '../../../contracts/capture/action.ts';
import { hideInAction } from '../../redaction/hiding/hide-in-action.ts';
import { hostOf } from '../../redaction/hiding/hide-in-address.ts';
import { type Hider, hiderOf } from '../../redaction/hiding/hider.ts';
import type { CompiledPolicy } from '../../redaction/policy/compile-policy.ts';
import { maskTyped } from './mask-typed.ts';
import type { BatchOpener } from './opened-batch.ts';
import type { ComposedRecording } from './recordings.ts';

/** What composing has to know of a company's policy. */
type ComposePolicy = Pick<CompiledPolicy, 'find' | 'mayRecord'> & {
  readonly rules: Pick<CompiledPolicy['rules'], 'locked'>;
};

export interface ComposePolicies {
  /** @throws where it is not known: then nothing may be shown. */
  read(tenantId: string): Promise<ComposePolicy>;
}

export interface RedactingOpener extends BatchOpener {
  /** What hides in what was opened of the recording, and knows by now what stood there. */
  hiderOf(recording: ComposedRecording): Promise<Hider>;
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
    hiderOf: async (recording) => (await keeperFor(recording)).hider,
  };
}

interface Keeper {
  /** What of an action may be kept; nothing of one on a page that may not be recorded. */
  readonly keep: (action: Action) => Action | undefined;
  readonly hider: Hider;
}

function keeperOf({ find, mayRecord, rules }: ComposePolicy): Keeper {
  const hider = hiderOf(find);
  const keep: Keeper['keep'] = (action) => {
    const { page, frameUrl } = action;
    const places = [page.url, ...(frameUrl === undefined ? [] : [frameUrl])];
    if (!places.every((place) => mayRecord(hostOf(place)))) return undefined;
    return hideInAction(rules.locked ? maskTyped(action) : action, hider);
  };
  return { keep, hider };
}
