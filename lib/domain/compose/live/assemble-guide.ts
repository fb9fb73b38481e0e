import type { Step } from '../../../contracts/compose/step.ts';
import type { AssembledGuide, Draft, DraftStep, PublishGuideInput } from '../../../contracts/guides/draft.ts';
import { missingSentence } from '../../../contracts/guides/missing.ts';
import { hideInDraft } from '../../redaction/hiding/hide-in-draft.ts';
import { keyedPrintDigest } from '../../redaction/hiding/keyed-print-digest.ts';
import { printsOf } from '../../redaction/hiding/value-prints.ts';
import { applyChanges, assembleSteps, initialComposeState } from '../assemble-steps.ts';
import { readEntry } from './entry-reader.ts';
import type { LiveLog } from './live-log.ts';
import { missingSentences, type Shortfall } from './missing.ts';
import type { ComposedRecording, Recordings } from './recordings.ts';
import type { RedactingOpener } from './redacting-opener.ts';
import { withinGuide } from './within-guide.ts';

export interface AssemblePorts {
  readonly recordings: Recordings;
  readonly live: Pick<LiveLog, 'page'>;
  /** Hides what is sensitive in what it opens. */
  readonly opener: RedactingOpener;
  /** Those that recordings are sealed under. */
  readonly keys: { of(recording: ComposedRecording): Promise<Uint8Array> };
  readonly drafts: { put(key: string, draft: Draft): Promise<void> };
}

/**
 * Composes the recording once more from its log, which alone is the truth, and keeps the draft of its guide.
 * What the log lacks up to `lastSequence` is named in the draft's `missing`.
 */
export async function assembleGuide(ports: AssemblePorts, input: PublishGuideInput): Promise<AssembledGuide> {
  const recording = await ports.recordings.find(input.recordingId);
  if (recording?.tenantId !== input.tenantId)
    throw new Error(`the tenant has no recording ${input.recordingId}`);
  const replayed = await replayLog(ports, recording, input.lastSequence);
  const { steps, shortened } = withinGuide(replayed.steps);
  const lost = missingSentences(replayed.shortfall);
  if (shortened > 0) lost.push(missingSentence({ kind: 'details', steps: shortened }));
  const given = input.title ?? recording.title;
  const draft: Draft = {
    schema: 1,
    guideId: input.guideId,
    tenantId: input.tenantId,
    recordingId: input.recordingId,
    createdBy: recording.createdBy,
    title: given ?? provisionalTitle(replayed.steps),
    description: '',
    url: replayed.steps[0]?.page.url ?? '',
    visibility: input.visibility,
    missing: lost,
    steps: steps.map(toDraftStep),
  };
  const draftKey = `drafts/${input.guideId}/${input.recordingId}.json`;
  // A field near the end may have told what a name near the beginning is.
  const hider = await ports.opener.hiderOf(recording);
  const hidden = hideInDraft(draft, hider);
  await ports.drafts.put(draftKey, { ...hidden, ...(await printsFor(ports, recording)) });
  const shown = new Set(steps.flatMap(({ screenshot }) => (screenshot ? [screenshot.id] : [])));
  return { draftKey, screenshots: [...shown].map((screenshotId) => ({ screenshotId })) };
}

/** Pictures show what fields gave away only afterwards, and are made of what the page marked before that. */
async function printsFor(
  { opener, keys }: AssemblePorts,
  recording: ComposedRecording,
): Promise<Pick<Draft, 'learned'>> {
  const learned = await opener.learned(recording);
  if (!learned) return {};
  // The same salt each time: assembled again, the draft is the same.
  const digest = keyedPrintDigest(await keys.of(recording));
  return { learned: printsOf(learned.values, recording.recordingId, digest) };
}

async function replayLog(
  ports: AssemblePorts,
  recording: ComposedRecording,
  lastSequence: number,
): Promise<{ steps: Step[]; shortfall: Shortfall }> {
  let state = initialComposeState;
  let steps: Step[] = [];
  let expected = 1;
  const absent: Shortfall['absent'] = [];
  const refused: Shortfall['refused'] = [];
  while (expected <= lastSequence) {
    const page = await ports.live.page(recording.recordingId, expected);
    if (page.length === 0) break;
    for (const entry of page) {
      if (entry.sequence > lastSequence) break;
      if (entry.sequence > expected) absent.push({ from: expected, to: entry.sequence - 1 });
      expected = entry.sequence + 1;
      const read = await readEntry(ports.opener, recording, entry);
      if ('refused' in read) {
        refused.push({ sequence: read.sequence, reason: read.refused });
        continue;
      }
      const result = assembleSteps(state, read.actions);
      state = result.state;
      steps = applyChanges(steps, result);
    }
    if (page.every(({ sequence }) => sequence > lastSequence)) break;
  }
  if (expected <= lastSequence) absent.push({ from: expected, to: lastSequence });
  return { steps, shortfall: { absent, refused, limitReached: state.limitReached } };
}

/** Good enough to find the guide by, should titling fail. */
function provisionalTitle(steps: readonly Step[]): string {
  const page = steps[0]?.page;
  if (!page) return 'Empty recording';
  return page.title || page.url;
}

function toDraftStep({ thumbnail: _thumbnail, ...step }: Step): DraftStep {
  return { ...step, image: null };
}
