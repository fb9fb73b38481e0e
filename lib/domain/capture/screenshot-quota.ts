import { recordingLimits } from '../../contracts/capture/limits.ts';

/** What a recording has used of its upload addresses. */
export interface QuotaUse {
  /** Requests that may still be made at `tokensAt`. */
  readonly tokens: number;
  /** Milliseconds since the epoch. */
  readonly tokensAt: number;
  readonly screenshotIds: ReadonlySet<string>;
}

export interface ScreenshotQuota {
  read(recordingId: string): Promise<QuotaUse | undefined>;
  /** False when the use is no longer what `before` says. */
  update(recordingId: string, before: QuotaUse | undefined, after: QuotaUse): Promise<boolean>;
}

/** A recording may spend half a minute's requests at once. */
const bucket = recordingLimits.requestsPerMinute / 2;
const perMillisecond = recordingLimits.requestsPerMinute / 60_000;

export type QuotaOutcome =
  | { ok: true; use: QuotaUse }
  | { ok: false; reason: 'too-many-requests'; retryAfter: number }
  | { ok: false; reason: 'too-many-screenshots' };

/** The use after one more request for these screenshots; asking for one again does not count it again. */
export function takeQuota(
  before: QuotaUse | undefined,
  screenshotIds: readonly string[],
  now: number,
): QuotaOutcome {
  const known = before?.screenshotIds ?? new Set<string>();
  const all = new Set([...known, ...screenshotIds]);
  if (all.size > recordingLimits.screenshotsPerRecording)
    return { ok: false, reason: 'too-many-screenshots' };
  const grown = before
    ? Math.min(bucket, before.tokens + Math.max(0, now - before.tokensAt) * perMillisecond)
    : bucket;
  if (grown < 1)
    return { ok: false, reason: 'too-many-requests', retryAfter: (1 - grown) / perMillisecond / 1_000 };
  return { ok: true, use: { tokens: grown - 1, tokensAt: now, screenshotIds: all } };
}
