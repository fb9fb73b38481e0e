import { expect, test } from 'vitest';
import type { View } from '../messages.ts';
import { createCamera, type Shot } from './camera.ts';

const view: View = { width: 1280, height: 800, scrollX: 0, scrollY: 0 };

/** A camera on a clock that only moves when something is waited for; pictures take 30 ms. */
function bench() {
  let time = 10_000;
  let count = 0;
  const taken: number[] = [];
  const whenTaken: ((shot: Shot) => void)[] = [];
  const camera = createCamera({
    now: () => time,
    wait: async (milliseconds) => {
      time += milliseconds;
    },
    take: async (tabId) => {
      const startedAt = time;
      time += 30;
      taken.push(startedAt);
      count += 1;
      const survey = { view, masks: [], kinds: [], children: [], changed: false };
      const frames = [{ frameId: 0, parentFrameId: -1, survey }];
      const shot: Shot = {
        id: `sht_${count}`,
        tabId,
        startedAt,
        endedAt: time,
        png: '',
        frames,
        masks: [],
        kinds: [],
      };
      whenTaken.shift()?.(shot);
      return shot;
    },
  });
  return {
    camera,
    taken,
    /** What happens to the next picture while it is taken. */
    next: (change: (shot: Shot) => void) => whenTaken.push(change),
    pass: (milliseconds: number) => {
      time += milliseconds;
      return time;
    },
  };
}

const moment = (at: number) => ({ tabId: 1, frameId: 0, at, view });

test('a picture taken in advance shows the state before the action, and no other is taken', async () => {
  const { camera, taken, pass } = bench();
  await camera.look(1);
  const pick = await camera.before(moment(pass(400)));
  expect(pick).toMatchObject({ state: 'before', shot: { id: 'sht_1' } });
  expect(taken).toHaveLength(1);
});

test('a picture of another document is none for the action, however late it is', async () => {
  const { camera, next, pass } = bench();
  next((shot) => Object.assign(shot.frames[0] ?? {}, { documentId: 'cart' }));
  await camera.look(1);
  const inCart = (at: number) => ({ ...moment(at), documentId: 'cart' });
  expect(await camera.before(inCart(pass(400)))).toMatchObject({ state: 'before', shot: { id: 'sht_1' } });
  camera.changed('sht_1', pass(10));
  pass(2_000);
  next((shot) => Object.assign(shot.frames[0] ?? {}, { documentId: 'check-out' }));
  expect(await camera.before(inCart(pass(10)))).toBeUndefined();
  expect(await camera.before({ ...moment(pass(10)), documentId: 'check-out' })).toMatchObject({
    state: 'before',
    shot: { id: 'sht_2' },
  });
});

test('of a frame that is gone with the action there is the page behind it, unless that is another', async () => {
  for (const [now, state] of [
    ['shop', 'after'],
    ['thanks', undefined],
  ] as const) {
    const { camera, next, pass } = bench();
    next((shot) => Object.assign(shot.frames[0] ?? {}, { documentId: 'shop' }));
    await camera.look(1);
    camera.changed('sht_1', pass(10));
    next((shot) => {
      Object.assign(shot, { changedAt: shot.startedAt });
      Object.assign(shot.frames[0] ?? {}, { documentId: now });
    });
    const inQuestion = { ...moment(pass(2_000)), frameId: 7, documentId: 'question' };
    expect((await camera.before(inQuestion))?.state).toBe(state);
  }
});

test('it is idle once no picture is under way or waited for', async () => {
  const { camera, taken } = bench();
  void camera.look(1);
  void camera.look(2);
  await camera.idle();
  expect(taken).toHaveLength(2);
});

test('pictures are 510 ms apart, whatever tabs ask for them', async () => {
  const { camera, taken } = bench();
  await Promise.all([camera.look(1), camera.look(2), camera.look(3)]);
  const gaps = taken.slice(1).map((at, place) => at - (taken[place] ?? 0));
  expect(gaps.every((gap) => gap >= 510)).toBe(true);
});

test('looking again at a page that has not changed takes no picture', async () => {
  const { camera, taken, pass } = bench();
  await camera.look(1);
  pass(5_000);
  await camera.look(1);
  expect(taken).toHaveLength(1);
});

test('a page that changed is pictured anew; still in time, the new one shows the state before', async () => {
  const { camera, pass } = bench();
  await camera.look(1);
  camera.changed('sht_1', pass(100));
  const pick = await camera.before(moment(pass(2_000)));
  expect(pick).toMatchObject({ state: 'before', shot: { id: 'sht_2' } });
});

test('once another picture was begun, the one before it is not taken for the page as it looks later', async () => {
  const { camera, pass } = bench();
  await camera.look(1);
  const scrolled = { ...view, scrollY: 400 };
  await camera.before({ ...moment(pass(1_000)), view: scrolled });
  camera.changed('sht_2', pass(500));
  const pick = await camera.before(moment(pass(2_000)));
  expect(pick?.shot.id).toBe('sht_3');
});

test('a picture that could not be taken ends the watch over the one before it, too', async () => {
  const { camera, next, pass } = bench();
  await camera.look(1);
  next(() => {
    throw new Error('The address changed meanwhile');
  });
  await camera.before({ ...moment(pass(1_000)), view: { ...view, scrollY: 400 } });
  const pick = await camera.before(moment(pass(2_000)));
  expect(pick?.shot.id).toBe('sht_3');
});

test('a page that changes by the press itself: the picture from just before stands in', async () => {
  const { camera, next, pass } = bench();
  await camera.look(1);
  const at = pass(600);
  camera.changed('sht_1', at - 5);
  next((shot) => {
    shot.changedAt = shot.startedAt;
  });
  expect(await camera.before(moment(at))).toMatchObject({ state: 'before', shot: { id: 'sht_1' } });
});

test('a picture that was taken once the page had begun to answer is none of before', async () => {
  const { camera, next, pass } = bench();
  await camera.look(1);
  const at = pass(600);
  camera.changed('sht_1', at - 5);
  next((shot) => {
    Object.assign(shot, { precedingChangeAt: at + 20 });
  });
  expect(await camera.before(moment(at))).toMatchObject({ state: 'before', shot: { id: 'sht_1' } });
});

test('a picture from before the last action does not stand in: that action has opened what this one uses', async () => {
  const { camera, next, pass } = bench();
  await camera.look(1);
  const first = pass(600);
  await camera.before(moment(first));
  const at = pass(400);
  camera.changed('sht_1', first + 10);
  next((shot) => {
    Object.assign(shot, { precedingChangeAt: at + 20 });
  });
  expect(await camera.before(moment(at))).toMatchObject({ state: 'after', shot: { id: 'sht_2' } });
});

test('a picture under way when the action begins is waited for, and shows the state before it', async () => {
  const { camera, pass } = bench();
  const looking = camera.look(1);
  await Promise.resolve();
  const pick = await camera.before(moment(pass(0)));
  await looking;
  expect(pick).toMatchObject({ state: 'before', shot: { id: 'sht_1' } });
});

test('when only a picture of afterwards can be had, it is said to be that', async () => {
  const { camera, next, pass } = bench();
  next((shot) => {
    shot.changedAt = shot.startedAt;
  });
  expect(await camera.before(moment(pass(10)))).toMatchObject({ state: 'after' });
});

test('a picture from before a scroll is not passed off as one of now', async () => {
  const { camera, next, pass } = bench();
  await camera.look(1);
  const at = pass(600);
  camera.changed('sht_1', at - 5);
  next((shot) => {
    shot.changedAt = shot.startedAt;
  });
  const scrolled = { ...moment(at), view: { ...view, scrollY: 300 } };
  expect(await camera.before(scrolled)).toMatchObject({ state: 'after', shot: { id: 'sht_2' } });
});

test('pictures of the page before are forgotten when the tab goes to another', async () => {
  const { camera, pass } = bench();
  await camera.look(1);
  camera.forget(1);
  expect(await camera.before(moment(pass(700)))).toMatchObject({ shot: { id: 'sht_2' } });
});

test('what has to be covered changes while a picture is taken: it is none, and another is taken', async () => {
  const { camera, taken, next, pass } = bench();
  next(() => camera.forgetAll());
  expect(await camera.before(moment(pass(10)))).toMatchObject({ shot: { id: 'sht_2' } });
  expect(taken).toHaveLength(2);
  next(() => camera.forgetAll());
  camera.forget(1);
  await camera.look(1);
  expect(await camera.now(1)).toMatchObject({ shot: { id: 'sht_4' } });
});

test('a picture from before what has to be covered changed does not stand in either', async () => {
  const { camera, next, pass } = bench();
  await camera.look(1);
  const at = pass(600);
  camera.changed('sht_1', at - 5);
  next((shot) => {
    camera.forgetAll();
    shot.changedAt = shot.startedAt;
  });
  next((shot) => {
    shot.changedAt = shot.startedAt;
  });
  expect(await camera.before(moment(at))).toMatchObject({ state: 'after', shot: { id: 'sht_3' } });
});
