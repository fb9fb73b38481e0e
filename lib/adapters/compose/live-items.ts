import { gunzipSync, gzipSync } from 'node:zlib';
import type { Step } from '../../contracts/compose/step.ts';
import { bare } from '../../domain/compose/live/bare-step.ts';
import type { LiveProgress, LogEntry, StepRecord } from '../../domain/compose/live/live-log.ts';

export const progressItem = 'meta';
const batchPrefix = 'batch#';
export const stepPrefix = 'step#';

export function batchItem(sequence: number): string {
  return `${batchPrefix}${String(sequence).padStart(6, '0')}`;
}

/** Texts and pictures are kept as JSON: marshalling them attribute by attribute costs more than composing them. */
export interface ProgressItem {
  readonly composedSequence: number;
  readonly progress: Uint8Array;
  /** Sealed, so that nothing is gained by compressing it with the rest. */
  readonly known?: Uint8Array;
}

/** An item holds 400 KB; beyond this the preview lets go of pictures, then of all that makes a step large. */
const progressBytes = 350 * 1024;

export function toProgressItem({ known, ...progress }: LiveProgress): ProgressItem {
  const item = itemOf(progress);
  return known ? { ...item, known } : item;
}

function itemOf(progress: Omit<LiveProgress, 'known'>): ProgressItem {
  const { composedSequence } = progress;
  const full = gzipSync(JSON.stringify(progress), { level: 1 });
  if (full.length <= progressBytes) return { composedSequence, progress: full };
  const plain = gzipSync(JSON.stringify(progress, (key, value) => (key === 'thumbnail' ? undefined : value)));
  if (plain.length <= progressBytes) return { composedSequence, progress: plain };
  return {
    composedSequence,
    progress: gzipSync(JSON.stringify({ ...progress, state: bare(progress.state) })),
  };
}

export function fromProgressItem({ progress, known }: ProgressItem): LiveProgress {
  return { ...JSON.parse(gunzipSync(progress).toString('utf8')), ...(known ? { known } : {}) };
}

export type EntryItem = { readonly item: string; readonly digest: string } & (
  | { readonly frame: Uint8Array }
  | { readonly refused: Extract<LogEntry, { refused: string }>['refused'] }
);

export function toEntryItem({ sequence, ...rest }: LogEntry): EntryItem {
  return { item: batchItem(sequence), ...rest };
}

export function fromEntryItem(item: EntryItem): LogEntry {
  const place = { sequence: Number(item.item.slice(batchPrefix.length)), digest: item.digest };
  return 'frame' in item ? { ...place, frame: item.frame } : { ...place, refused: item.refused };
}

export interface StepItem {
  readonly item: string;
  readonly revision: number;
  /** JSON; absent once the step is removed. */
  readonly step?: string;
}

/** No step of an honest agent comes near it, and of 500 steps no reader needs more memory than it has. */
const stepBytes = 96 * 1024;

export function toStepItem({ id, revision, step }: StepRecord): StepItem {
  return { item: `${stepPrefix}${id}`, revision, ...(step ? { step: stepText(step) } : {}) };
}

function stepText(step: Step): string {
  const text = JSON.stringify(step);
  return Buffer.byteLength(text) <= stepBytes ? text : JSON.stringify(bare(step));
}

export function fromStepItem({ item, revision, step }: StepItem): StepRecord {
  return {
    id: item.slice(stepPrefix.length),
    revision,
    ...(step === undefined ? {} : { step: JSON.parse(step) }),
  };
}
