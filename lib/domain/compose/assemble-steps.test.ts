import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyRecording } from '../../../test/fixtures/traces/any-action.ts';
import { button, field, Trace } from '../../../test/fixtures/traces/trace.ts';
import { type Action, action } from '../../contracts/capture/action.ts';
import { type Step, step } from '../../contracts/compose/step.ts';
import {
  type AssembledSteps,
  applyChanges,
  assembleSteps,
  type ComposeState,
  composeState,
  initialComposeState,
  replay,
} from './assemble-steps.ts';

type Assemble = (state: ComposeState, actions: readonly Action[]) => AssembledSteps;

/** As the composer does it: batch by batch, the state through JSON in between. */
function compose(assemble: Assemble, batches: readonly (readonly Action[])[]): Step[] {
  let state = initialComposeState;
  let steps: Step[] = [];
  for (const batch of batches) {
    const result = assemble(state, batch);
    state = composeState.parse(JSON.parse(JSON.stringify(result.state)));
    steps = applyChanges(steps, result);
  }
  return steps;
}

/** A recording and one way to cut it into batches, some of which come twice. */
const anyDelivery = fc
  .record({ actions: anyRecording, cuts: fc.array(fc.nat(40), { maxLength: 8 }), repeat: fc.nat(3) })
  .map(({ actions, cuts, repeat }) => {
    const places = [...new Set([0, ...cuts, actions.length])]
      .filter((n) => n <= actions.length)
      .sort((a, b) => a - b);
    const batches = places.slice(1).map((end, i) => actions.slice(places[i], end));
    return { actions, batches: batches.flatMap((batch, i) => (i % 4 === repeat ? [batch, batch] : [batch])) };
  });

const splitDoesNotMatter = (assemble: Assemble) =>
  fc.property(anyDelivery, ({ actions, batches }) => {
    expect(compose(assemble, batches)).toEqual(replay(actions));
  });

describe('however a recording is cut into batches', () => {
  test('its steps, their ids, titles and pictures are the same', () => {
    fc.assert(splitDoesNotMatter(assembleSteps), { numRuns: 2_000 });
  });

  test('a composer that forgets open steps between batches is found out', () => {
    const forgetful: Assemble = (state, actions) =>
      assembleSteps(
        {
          ...state,
          open: [],
          closed: [...state.closed, ...state.open.map((entry) => entry.step.actions.first)],
        },
        actions,
      );
    expect(fc.check(splitDoesNotMatter(forgetful), { numRuns: 2_000 }).failed).toBe(true);
  });

  test('a composer that takes a repeated batch twice is found out', () => {
    const repeating: Assemble = (state, actions) => assembleSteps({ ...state, nextIndex: 0 }, actions);
    expect(fc.check(splitDoesNotMatter(repeating), { numRuns: 2_000 }).failed).toBe(true);
  });

  test('actions out of order and twice within a batch are put right', () => {
    const shuffled = anyRecording.chain((actions) =>
      fc
        .shuffledSubarray([...actions, ...actions], { minLength: actions.length * 2 })
        .map((mixed) => ({ actions, mixed })),
    );
    fc.assert(
      fc.property(shuffled, ({ actions, mixed }) => {
        expect(replay(mixed)).toEqual(replay(actions));
      }),
    );
  });
});

test('any actions give valid steps in order, whose first actions are their ids', () => {
  fc.assert(
    fc.property(anyRecording, (actions) => {
      for (const one of actions) action.parse(one);
      const steps = replay(actions);
      for (const one of steps) {
        expect(step.parse(one)).toEqual(one);
        expect(one.id).toBe(`stp_${one.actions.first}`);
        expect(one.title).not.toBe('');
        expect(one.actions.last).toBeGreaterThanOrEqual(one.actions.first);
      }
      const firsts = steps.map((one) => one.actions.first);
      expect(firsts).toEqual([...new Set(firsts)].sort((a, b) => a - b));
    }),
    { numRuns: 1_000 },
  );
});

test('neither the state given nor steps given out before are altered', () => {
  fc.assert(
    fc.property(anyDelivery, ({ batches }) => {
      let state = initialComposeState;
      const given: { value: unknown; text: string }[] = [];
      const keep = (value: unknown) => given.push({ value, text: JSON.stringify(value) });
      for (const batch of batches) {
        keep(state);
        const result = assembleSteps(state, batch);
        keep(result.changed);
        state = result.state;
      }
      for (const { value, text } of given) expect(JSON.stringify(value)).toBe(text);
    }),
  );
});

test('the state stays small however long the recording', () => {
  const trace = new Trace('https://a.example/', 'A');
  for (let i = 0; i < 450; i += 1) trace.click(button(`Button number ${i}`));
  const { state } = assembleSteps(initialComposeState, trace.actions);
  expect(state.open).toHaveLength(3);
  expect(JSON.stringify(state).length).toBeLessThan(8_000);
});

describe('limits', () => {
  test('the 501st step is not taken, and the 500 before it stand', () => {
    const trace = new Trace('https://a.example/', 'A');
    for (let i = 0; i < 600; i += 1) trace.click(button(`Button number ${i}`));
    const result = assembleSteps(initialComposeState, trace.actions);
    expect(result.state.limitReached).toBe('steps');
    expect(applyChanges([], result)).toHaveLength(500);
  });

  test('the 2,001st action is not taken, and what came before stands', () => {
    const trace = new Trace('https://a.example/', 'A');
    const name = field('Name');
    for (let i = 0; i < 2_050; i += 1) trace.type(name, `value ${i}`);
    const result = assembleSteps(initialComposeState, trace.actions);
    expect(result.state.limitReached).toBe('actions');
    expect(applyChanges([], result).at(-1)?.value?.text).toBe('value 1998');
  });

  test('beyond the limit notes and removals still count', () => {
    const trace = new Trace('https://a.example/', 'A');
    for (let i = 0; i < 510; i += 1) trace.click(button(`Button number ${i}`));
    trace.add({ kind: 'remove-step', stepId: 'stp_5' }).add({ kind: 'note', stepId: 'stp_6', note: 'mind' });
    const steps = replay(trace.actions);
    expect(steps).toHaveLength(499);
    expect(steps.find(({ id }) => id === 'stp_6')?.note).toBe('mind');
  });
});

describe('notes and removals', () => {
  const long = () => {
    const trace = new Trace('https://a.example/', 'A');
    for (let i = 1; i <= 10; i += 1) trace.click(button(`Button number ${i}`));
    return trace;
  };

  test('a note to a step that is long closed is handed over by itself', () => {
    const trace = long();
    const before = assembleSteps(initialComposeState, trace.actions);
    const after = assembleSteps(
      before.state,
      trace.add({ kind: 'note', stepId: 'stp_2', note: 'mind' }).actions,
    );
    expect(after).toMatchObject({ changed: [], removed: [], notes: [{ stepId: 'stp_2', note: 'mind' }] });
  });

  test('a step that is long closed can be removed, once', () => {
    const trace = long();
    const before = assembleSteps(initialComposeState, trace.actions);
    const removal = { kind: 'remove-step', stepId: 'stp_2' } as const;
    const after = assembleSteps(before.state, trace.add(removal).actions);
    expect(after.removed).toEqual(['stp_2']);
    expect(assembleSteps(after.state, trace.add(removal).actions).removed).toEqual([]);
  });

  test('typing that goes on after its step was removed begins a new one', () => {
    const name = field('Name');
    const trace = new Trace('https://a.example/', 'A')
      .type(name, 'Ja')
      .add({ kind: 'remove-step', stepId: 'stp_1' });
    expect(replay(trace.type(name, 'Jane').actions).map(({ id }) => id)).toEqual(['stp_0', 'stp_3']);
  });

  test('a note stays when its step grows', () => {
    const name = field('Name');
    const trace = new Trace('https://a.example/', 'A')
      .type(name, 'Ja')
      .add({ kind: 'note', stepId: 'stp_1', note: 'mind' });
    expect(replay(trace.type(name, 'Jane').actions)[1]).toMatchObject({
      note: 'mind',
      value: { text: 'Jane' },
    });
  });

  test('a word about a step that is none changes nothing', () => {
    const trace = long()
      .add({ kind: 'note', stepId: 'stp_99', note: 'x' })
      .add({ kind: 'remove-step', stepId: 'nonsense' });
    const result = assembleSteps(initialComposeState, trace.actions);
    expect(result).toMatchObject({ removed: [], notes: [] });
    expect(result.changed).toHaveLength(11);
  });
});
