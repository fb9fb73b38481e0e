import { expect, test } from 'vitest';
import { fakeRecording, recordingKey } from '../../../test/fakes/compose-ports.ts';
import { initialProgress } from '../../domain/compose/live/apply-entries.ts';
import { knownSeal } from './known-seal.ts';
import { fromProgressItem, toProgressItem } from './live-items.ts';

const seal = knownSeal({ of: async () => recordingKey });
const known = { revision: 3, values: [{ value: 'Zorvik Blantrem', kind: 'person-name' as const }] };

test('what is known comes out of the table as it went in, and is not to be read there', async () => {
  const sealed = await seal.seal(fakeRecording(), known);
  const item = toProgressItem({ ...initialProgress, composedSequence: 1, known: sealed });
  expect(JSON.stringify(item)).not.toContain('Zorvik');
  expect(Buffer.from(item.known ?? []).includes('Zorvik')).toBe(false);
  expect(await seal.open(fakeRecording(), fromProgressItem(item).known ?? new Uint8Array())).toEqual(known);
});

test.each([
  ['another recording', { recordingId: 'rec_00000000000000000000000002' }],
  ['another tenant', { tenantId: 'tnt_2' }],
])('what was sealed for %s is nothing', async (_whose, other) => {
  const sealed = await seal.seal(fakeRecording(other), known);
  expect(await seal.open(fakeRecording(), sealed)).toBeUndefined();
});

test('what is no seal is nothing', async () => {
  expect(await seal.open(fakeRecording(), new Uint8Array([1, 2, 3]))).toBeUndefined();
});
