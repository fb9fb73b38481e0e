import { expect, test } from 'vitest';
import { fakeCompose, fakeRecording } from '../../../../test/fakes/compose-ports.ts';
import { sealAll } from '../../../../test/fakes/recorded-batches.ts';
import { button, Trace, within } from '../../../../test/fixtures/traces/trace.ts';
import type { Action } from '../../../contracts/capture/action.ts';
import { decodeSealed } from '../../../contracts/capture/batch.ts';
import { standardRules, type Term } from '../../../contracts/redaction/policy.ts';
import { compilePolicy } from '../../redaction/policy/compile-policy.ts';
import { searchRation } from '../../redaction/policy/search-ration.ts';
import type { ExpressionEngine } from '../../redaction/policy/terms.ts';
import { redactingOpener } from './redacting-opener.ts';

/** Of each term’s program, all of it for each sign: what such terms take at their worst. */
const instructions = 265;
const terms = Array.from(
  { length: 10 },
  (_, at): Term => ({ match: 'regex', text: String.raw`(?:[\w .,]|0){60,160}x#${at}` }),
);
const trace = new Trace('https://crm.example/', 'Customers');
for (let at = 1; at < 200; at += 1)
  trace.click(button(`Save ${at} `.repeat(40), { surroundings: within(['row', `Row ${at} `.repeat(50)]) }));

/** The whole batch as it is composed, where time is nothing but what the terms take. */
async function compose(most?: number) {
  let work = 0;
  let searches = 0;
  const engine: ExpressionEngine = () => (text, from) => {
    work += instructions * (text.length - from);
    searches += 1;
    return undefined;
  };
  const now = () => work;
  const told: { searched: number; unread: number }[] = [];
  const policy = compilePolicy({ ...standardRules, always: terms }, engine, {
    limits: { now, budget: Number.POSITIVE_INFINITY },
    ...(most === undefined
      ? {}
      : { ration: searchRation({ now: () => 0, most, share: 0.1, onSpent: (one) => told.push(one) }) }),
  });
  const { opener } = fakeCompose([fakeRecording()]);
  const [frame] = sealAll(trace.actions, 200);
  const decoded = decodeSealed(frame ?? new Uint8Array());
  if (!decoded.ok) throw new Error('no frame');
  const opened = await redactingOpener(opener, { read: async () => ({ ...policy, revision: 0 }) }).open(
    fakeRecording(),
    decoded.sealed,
  );
  const actions: Action[] = opened.ok ? opened.actions : [];
  return { work, searches, told, actions };
}

const oneText = terms.length * instructions * 500;
const most = 20 * oneText;

test('a batch full of texts that slow terms are sought in takes what its company may take, and a text more', async () => {
  const { work, told, actions } = await compose(most);
  expect(actions).toHaveLength(200);
  expect(work).toBeGreaterThan(most - oneText);
  expect(work).toBeLessThanOrEqual(most + oneText);
  expect(told).toHaveLength(1);
});

test('what was not looked through any more is hidden whole', async () => {
  const { actions } = await compose(most);
  const names = actions.map(({ target }) => target?.name ?? '');
  expect(names[1]).toContain('Save 1');
  expect(names.at(-1)).toBe('a private term');
  expect(JSON.stringify(actions.slice(-100))).not.toMatch(/Save|Row/);
});

test('control: without such a bound the same batch takes many times as much', async () => {
  const { work } = await compose();
  expect(work).toBeGreaterThan(10 * most);
});
