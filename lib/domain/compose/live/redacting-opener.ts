import { hideInAction } from '../../redaction/hiding/hide-in-action.ts';
import { type Hider, hiderOf } from '../../redaction/hiding/hider.ts';
import type { Policies } from '../../redaction/hiding/policies.ts';
import type { BatchOpener } from './opened-batch.ts';
import type { ComposedRecording } from './recordings.ts';

/**
 * Opens batches for those who compose: what leaves the seal holds nothing sensitive. So neither the live table, nor a
 * preview, a draft or a guide ever does; the log alone has it, sealed, and a policy that changes meanwhile is obeyed when
 * the guide is assembled from there.
 */
export function redactingOpener(opener: BatchOpener, policies: Policies): BatchOpener {
  // As long as a recording is at hand, what was hidden in one batch is known in the next.
  const hiders = new WeakMap<ComposedRecording, Promise<Hider>>();
  const hiderFor = (recording: ComposedRecording) => {
    const known = hiders.get(recording);
    if (known) return known;
    const hider = policies.read(recording.tenantId).then(({ find }) => hiderOf(find));
    hiders.set(recording, hider);
    return hider;
  };
  return {
    async open(recording, sealed) {
      const opened = await opener.open(recording, sealed);
      if (!opened.ok) return opened;
      const hider = await hiderFor(recording);
      return { ...opened, actions: opened.actions.map((action) => hideInAction(action, hider)) };
    },
  };
}
