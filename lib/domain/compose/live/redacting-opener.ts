import type { Action } from '../../../contracts/capture/action.ts';
import { hideInAction } from '../../redaction/hiding/hide-in-action.ts';
import { hostOf } from '../../redaction/hiding/hide-in-address.ts';
import { hiderOf } from '../../redaction/hiding/hider.ts';
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

/**
 * Opens batches for those who compose: what leaves the seal holds nothing sensitive. So neither the live table, nor a
 * preview, a draft or a guide ever does; the log alone has it, sealed, and a policy that changes meanwhile is obeyed when
 * the guide is assembled from there.
 */
export function redactingOpener(opener: BatchOpener, policies: ComposePolicies): BatchOpener {
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
      const keep = await keeperFor(recording);
      return { ...opened, actions: opened.actions.flatMap((action) => keep(action) ?? []) };
    },
  };
}

/** What of an action may be kept; nothing of one on a page that may not be recorded. */
type Keeper = (action: Action) => Action | undefined;

function keeperOf({ find, mayRecord, rules }: ComposePolicy): Keeper {
  const hider = hiderOf(find);
  return (action) => {
    const { page, frameUrl } = action;
    const places = [page.url, ...(frameUrl === undefined ? [] : [frameUrl])];
    if (!places.every((place) => mayRecord(hostOf(place)))) return undefined;
    return hideInAction(rules.locked ? maskTyped(action) : action, hider);
  };
}
