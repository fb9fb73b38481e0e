import { afterAll, beforeAll, expect, test } from 'vitest';
import { account } from '../../../../test/fakes/accounts.ts';
import { startSignIns } from '../../../../test/fakes/credentials.ts';

const ada = account();
const bob = account({ userId: 'usr_bob', tenantId: 'tnt_bobs', email: 'bob@example.com' });
let signIns: Awaited<ReturnType<typeof startSignIns>>;
beforeAll(async () => {
  signIns = await startSignIns([ada, bob]);
});
afterAll(() => signIns[Symbol.asyncDispose]());

const windowMs = 300_000;
const guess = (email: string, times: number, from = 0) =>
  Promise.all(
    Array.from({ length: times }, (_, i) =>
      signIns.attempt(email, `guess ${i}`, `192.0.2.${from + i}`, `made up ${from + i}`),
    ),
  );

test('however many guesses a member is let alone with, the log has one entry for each window, with their number', async () => {
  await guess(ada.email, 20);
  await guess(ada.email, 30, 20);
  await guess(bob.email, 3, 60);
  await guess('nobody@example.com', 25, 80);
  expect(await signIns.logged(ada.tenantId)).toEqual([]);
  signIns.pass(windowMs + 30_001);
  expect(await signIns.logged(ada.tenantId)).toEqual([
    expect.objectContaining({
      action: 'signIn',
      outcome: 'refused',
      actor: { kind: 'anonymous', id: 'unknown' },
      resource: { kind: 'User', id: 'usr_ada' },
      facts: { wrongPasswords: '20', turnedAway: '30' },
    }),
  ]);
  expect(await signIns.logged(bob.tenantId)).toMatchObject([{ facts: { wrongPasswords: '3' } }]);
  await guess(ada.email, 1, 120);
  signIns.pass(2 * windowMs);
  const entries = await signIns.logged(ada.tenantId);
  expect(entries.map(({ facts }) => facts?.wrongPasswords)).toEqual(['20', '1']);
  expect(JSON.stringify(entries)).not.toMatch(/example|192\.0/);
});

test('whoever gets in leaves no failure, and asking again what is logged adds none', async () => {
  const before = await signIns.logged(ada.tenantId);
  await signIns.attempt(ada.email, 'right', '192.0.2.200', 'her laptop');
  signIns.pass(2 * windowMs);
  expect(await signIns.logged(ada.tenantId)).toEqual(before);
});

test('nobody’s e-mail is counted by the same requests as a member’s', async () => {
  const requests = async (email: string) => {
    const before = signIns.requests().length;
    await signIns.attempt(email, 'wrong', '192.0.2.210', 'made up');
    return signIns.requests().slice(before);
  };
  const ofMember = await requests(bob.email);
  expect(await requests('nobody@example.com')).toEqual(ofMember);
  expect(ofMember.filter((command) => command === 'UpdateItemCommand').length).toBeGreaterThan(3);
});
