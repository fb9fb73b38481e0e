import { expect, test } from 'vitest';
import { fakeRecording } from '../../../../test/fakes/compose-ports.ts';
import type { KnownValue } from '../../redaction/hiding/known-values.ts';
import { passOnKnown } from './carry-known.ts';
import type { Learned } from './redacting-opener.ts';

const named = (value: string): KnownValue => ({ value, kind: 'person-name' });
const passOn = async (values: readonly KnownValue[] | undefined, before: { known?: Uint8Array } = {}) => {
  let sealed: Learned | undefined;
  const learned = values && { revision: 3, values };
  const opener = { recall: async () => {}, learned: async () => learned };
  const knownSeal = {
    open: async () => undefined,
    seal: async (_recording: unknown, known: Learned) => {
      sealed = known;
      return new Uint8Array([9]);
    },
  };
  const result = await passOnKnown({ opener, knownSeal }, fakeRecording(), before);
  return { result, sealed };
};

test('what is known stays as it was sealed until more is', async () => {
  const known = new Uint8Array([1]);
  expect((await passOn(undefined, { known })).result).toEqual({ known });
  expect((await passOn(undefined)).result).toEqual({});
  expect((await passOn([named('Zorvik')], { known })).result).toEqual({ known: new Uint8Array([9]) });
});

test('of much that is known the newest is passed on, as far as there is room', async () => {
  const learned = Array.from({ length: 200 }, (_, at) => named(`${at} ${'x'.repeat(96)}`));
  const { sealed } = await passOn(learned);
  expect(sealed?.revision).toBe(3);
  expect(sealed?.values.at(-1)).toEqual(learned.at(-1));
  expect(sealed?.values).not.toContainEqual(learned[0]);
  expect(JSON.stringify(sealed?.values.map(({ value }) => value)).length).toBeLessThan(9_000);
});
