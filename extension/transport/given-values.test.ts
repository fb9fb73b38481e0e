import { expect, test } from 'vitest';
import { createGivenValues, type GivenValue, type SessionMemory } from './given-values.ts';

const ann: readonly GivenValue[] = [{ value: 'Ann Orrin', kind: 'person-name' }];

function memory() {
  const held: Record<string, unknown> = {};
  const levels: string[] = [];
  const area: SessionMemory = {
    get: async (name) => ({ [name]: held[name] }),
    set: async (items) => void Object.assign(held, items),
    remove: async (name) => {
      delete held[name];
    },
    setAccessLevel: async ({ accessLevel }) => void levels.push(accessLevel),
  };
  return { held, levels, area };
}

test('what was given is there for the next worker, and for none but the extension’s own contexts', async () => {
  const { area, levels } = memory();
  await createGivenValues(area).keep('rec_1', ann);
  expect(await createGivenValues(area).of('rec_1')).toEqual(ann);
  expect(new Set(levels)).toEqual(new Set(['TRUSTED_CONTEXTS']));
});

test('once the recording has ended nothing of it is left; nor when nothing is known any more', async () => {
  const { area, held } = memory();
  const given = createGivenValues(area);
  await given.keep('rec_1', ann);
  await given.forget();
  expect(held).toEqual({});
  await given.keep('rec_1', ann);
  await given.keep('rec_1', []);
  expect(held).toEqual({});
});

test('what belongs to another recording is not known in this one, and goes', async () => {
  const { area, held } = memory();
  const given = createGivenValues(area);
  await given.keep('rec_1', ann);
  expect(await given.of('rec_2')).toEqual([]);
  expect(held).toEqual({});
});

test('what is forgotten while the store is still being closed to pages is forgotten after it was kept', async () => {
  const { area, held } = memory();
  let close = () => {};
  area.setAccessLevel = () => new Promise<void>((resolve) => (close = resolve));
  const given = createGivenValues(area);
  const done = [given.keep('rec_1', ann), given.forget()];
  await new Promise((resolve) => setTimeout(resolve, 0));
  close();
  await Promise.all(done);
  expect(held).toEqual({});
  await Promise.all([given.forget(), given.keep('rec_2', ann)]);
  expect(await given.of('rec_2')).toEqual(ann);
});

test('what cannot be closed to pages keeps nothing, and is no fault before it is asked to', async () => {
  const { area, held } = memory();
  area.setAccessLevel = async () => {
    throw new Error('no such level');
  };
  const given = createGivenValues(area);
  // Long enough for a rejection that nobody handles to end the test run.
  await new Promise((resolve) => setTimeout(resolve, 10));
  await expect(given.keep('rec_1', ann)).rejects.toThrow('frames of pages');
  await given.forget();
  expect(held).toEqual({});
});
