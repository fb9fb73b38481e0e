import { expect, test } from 'vitest';
import { type Limits, limitInvitations, limitOpenRequest } from './limits.ts';

const email = 'ada@example.com';
const now = Date.UTC(2026, 0, 1);
let senders = 0;

/** Counters of one hour, and how often each thing is let through when it is asked for over and over. */
function anHour() {
  const taken = new Map<string, number>();
  const counters: Limits = {
    async take(key, limit) {
      const before = taken.get(key) ?? 0;
      if (before >= limit) return 60;
      taken.set(key, before + 1);
      return undefined;
    },
  };
  const open = (request: string) => async () => {
    const address = `192.0.2.${senders++}`;
    return limitOpenRequest(counters, request, { peer: address, viewer: address }, email, now);
  };
  const asks = {
    register: open('register'),
    reset: open('reset'),
    invite: (tenantId = 'tnt_1', to = email) => limitInvitations(counters, tenantId, to, now),
  };
  const passed = async (ask: () => Promise<unknown>) => {
    let times = 0;
    while (times < 100 && (await ask()) === undefined) times++;
    return times;
  };
  return { ...asks, passed };
}

test('a mailbox gets five mails an hour for one purpose, whoever asks from wherever', async () => {
  for (const purpose of ['register', 'reset', 'invite'] as const) {
    const hour = anHour();
    expect(await hour.passed(() => hour[purpose]())).toBe(5);
  }
});

test('whoever uses up the mails of one purpose, or of two, stops none of a third', async () => {
  const purposes = ['register', 'reset', 'invite'] as const;
  for (const spared of purposes) {
    const hour = anHour();
    for (const purpose of purposes) if (purpose !== spared) await hour.passed(() => hour[purpose]());
    expect(await hour.passed(() => hour[spared]()), spared).toBeGreaterThan(0);
  }
});

test('one company that invites over and over does not keep others from it', async () => {
  const hour = anHour();
  expect(await hour.passed(() => hour.invite('tnt_1'))).toBe(5);
  expect(await hour.passed(() => hour.invite('tnt_2'))).toBe(5);
});

test('nobody keeps a company’s invitation away by all that one can ask for, a company of one’s own included', async () => {
  const hour = anHour();
  await hour.passed(hour.register);
  await hour.passed(hour.reset);
  await hour.passed(() => hour.invite('tnt_own'));
  expect(await hour.passed(() => hour.invite('tnt_1'))).toBe(5);
});

test('an e-mail that reads like a company and an e-mail uses up nothing of that one’s', async () => {
  const hour = anHour();
  const odd = `tnt_1/${email}`;
  for (let tenant = 0; tenant < 4; tenant++) await hour.passed(() => hour.invite(`tnt_other_${tenant}`, odd));
  expect(await hour.passed(() => hour.invite('tnt_1'))).toBe(5);
});

test('all purposes, of all companies, do not flood a mailbox', async () => {
  const hour = anHour();
  const asked = (await hour.passed(hour.register)) + (await hour.passed(hour.reset));
  let invited = 0;
  for (let tenant = 0; tenant < 20; tenant++)
    invited += await hour.passed(() => hour.invite(`tnt_${tenant}`));
  expect([asked, invited]).toEqual([10, 12]);
});
