import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caller, fakeCaptured, memoryRecordings, stranger } from '../../../test/fakes/capture-ports.ts';
import { recordingLimits } from '../../contracts/capture/limits.ts';
import { prepareScreenshots } from './prepare-screenshots.ts';
import { type QuotaUse, takeQuota } from './screenshot-quota.ts';

const { recordingId } = fakeCaptured();

function ports(part = {}) {
  let use: QuotaUse | undefined;
  let now = 0;
  return {
    recordings: memoryRecordings(fakeCaptured(part)),
    quota: {
      read: async () => use,
      update: async (_id: string, before: QuotaUse | undefined, after: QuotaUse) => {
        if (use !== before) return false;
        use = after;
        return true;
      },
    },
    uploads: {
      address: async (key: string, bytes: number) => ({
        url: `https://intake.example/${key}`,
        headers: { 'content-type': 'x' },
        expiresAt: `for ${bytes}`,
      }),
    },
    now: () => now,
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

function ask(fakes: ReturnType<typeof ports>, ...ids: string[]) {
  return prepareScreenshots(fakes, caller, recordingId, {
    screenshots: ids.map((id) => ({ id, bytes: 100 })),
  });
}

test('an address is for one screenshot of one recording of one tenant, and for its size', async () => {
  expect(await ask(ports(), 'sht_1')).toEqual({
    ok: true,
    value: {
      uploads: [
        {
          id: 'sht_1',
          url: `https://intake.example/tnt_1/${recordingId}/sht_1`,
          headers: { 'content-type': 'x' },
          expiresAt: 'for 100',
        },
      ],
    },
  });
});

test('half a minute’s requests may come at once; then one has to wait as told', async () => {
  const fakes = ports();
  for (let i = 0; i < recordingLimits.requestsPerMinute / 2; i++)
    expect(await ask(fakes, 'sht_1')).toMatchObject({ ok: true });
  const refused = await ask(fakes, 'sht_1');
  if (refused.ok || refused.reason !== 'too-many-requests') throw new Error('not refused');
  fakes.wait(refused.retryAfter * 1_000);
  expect(await ask(fakes, 'sht_1')).toMatchObject({ ok: true });
});

test('requests at the same moment are all counted', async () => {
  const fakes = ports();
  await Promise.all([ask(fakes, 'sht_1'), ask(fakes, 'sht_2'), ask(fakes, 'sht_3')]);
  const use = await fakes.quota.read();
  expect(use?.screenshotIds.size).toBe(3);
  expect(use?.tokens).toBe(recordingLimits.requestsPerMinute / 2 - 3);
});

test('asking again for the same screenshot does not use the recording’s number up', () => {
  let use: QuotaUse | undefined;
  const ids = Array.from({ length: recordingLimits.screenshotsPerRecording }, (_, i) => `sht_${i}`);
  for (let round = 0; round < 3; round++) {
    const taken = takeQuota(use, ids, round * 60_000);
    if (!taken.ok) throw new Error(taken.reason);
    use = taken.use;
  }
  expect(takeQuota(use, ['sht_more'], 1e9)).toEqual({ ok: false, reason: 'too-many-screenshots' });
});

test('over any stretch of time no more is granted than the limit and what could be saved up', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4_000), { maxLength: 400 }), (pauses) => {
      let use: QuotaUse | undefined;
      let now = 0;
      let granted = 0;
      for (const pause of pauses) {
        now += pause;
        const taken = takeQuota(use, [], now);
        if (taken.ok) {
          use = taken.use;
          granted++;
        }
      }
      const { requestsPerMinute } = recordingLimits;
      expect(granted).toBeLessThanOrEqual(requestsPerMinute / 2 + (now * requestsPerMinute) / 60_000 + 1);
    }),
  );
});

test('pictures may still come while the guide is made, but not later, and not from others', async () => {
  expect(await ask(ports({ status: 'finalizing' }), 'sht_1')).toMatchObject({ ok: true });
  expect(await ask(ports({ status: 'published' }), 'sht_1')).toEqual({ ok: false, reason: 'not-recording' });
  expect(await prepareScreenshots(ports(), stranger, recordingId, { screenshots: [] })).toEqual({
    ok: false,
    reason: 'unknown-recording',
  });
});
