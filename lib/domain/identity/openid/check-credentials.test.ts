import { afterAll, beforeAll, expect, test } from 'vitest';
import { account } from '../../../../test/fakes/accounts.ts';
import { startSignIns } from '../../../../test/fakes/credentials.ts';

const owner = account();
const people = [owner, account({ userId: 'usr_bob', email: 'bob@example.com' })];
let signIns: Awaited<ReturnType<typeof startSignIns>>;
beforeAll(async () => {
  signIns = await startSignIns(people);
});
afterAll(() => signIns[Symbol.asyncDispose]());

const attempt: typeof signIns.attempt = (...made) => signIns.attempt(...made);
const entered = { ok: true, value: owner };
const wrong = { ok: false, reason: 'wrong-credentials' };
const waits = { ok: false, reason: 'too-many-attempts', retryAfter: expect.any(Number) };

test('the e-mail may be written in any case', async () => {
  expect(await attempt(' Ada@Example.COM ', 'right', '192.0.2.1')).toEqual(entered);
});

test('an unknown e-mail and a wrong password get the same answer after the same work', async () => {
  const before = signIns.verifications();
  expect(await attempt('ada@example.com', 'wrong', '192.0.2.2')).toEqual(wrong);
  expect(await attempt('nobody@example.com', 'wrong', '192.0.2.2')).toEqual(wrong);
  expect(signIns.verifications() - before).toBe(2);
});

test('after twenty failures strangers have to wait, with the right password too, and then no longer', async () => {
  signIns.pass(301_000);
  for (let i = 0; i < 25; i++)
    expect(await attempt('bob@example.com', 'right', '198.51.100.1', `device ${i}`)).toMatchObject({
      ok: true,
    });
  for (let i = 0; i < 20; i++)
    expect(await attempt('bob@example.com', `guess ${i}`, `192.0.2.${i + 10}`)).toEqual(wrong);
  expect(await attempt('bob@example.com', 'right', '192.0.2.99')).toEqual(waits);
  signIns.pass(301_000);
  expect(await attempt('bob@example.com', 'right', '192.0.2.99')).toMatchObject({ ok: true });
});

test('one viewer of the edge who guesses does not keep the others of the same server out', async () => {
  signIns.pass(301_000);
  const edge = '198.51.100.7';
  await Promise.all(
    Array.from({ length: 300 }, (_, i) =>
      attempt(`guess${i}@example.com`, 'x', '203.0.113.1', undefined, edge),
    ),
  );
  expect(await attempt('new@example.com', 'x', '203.0.113.1', undefined, edge)).toEqual(waits);
  expect(await attempt('new@example.com', 'x', '203.0.113.2', undefined, edge)).toEqual(wrong);
});

test('whoever guesses beside the owner, at the same address, does not keep out her device', async () => {
  signIns.pass(301_000);
  const office = '203.0.113.220';
  await attempt('ada@example.com', 'right', office, 'her laptop');
  for (let i = 0; i < 20; i++) await attempt('ada@example.com', `guess ${i}`, office, `made up ${i}`);
  expect(await attempt('ada@example.com', 'right', office, 'made up')).toEqual(waits);
  expect(await attempt('ada@example.com', 'right', office, 'her laptop')).toEqual(entered);
});

test('a known device that was stolen is slowed as everybody else', async () => {
  signIns.pass(301_000);
  await attempt('ada@example.com', 'right', '203.0.113.230', 'stolen');
  for (let i = 0; i < 20; i++)
    expect(await attempt('ada@example.com', `guess ${i}`, `192.0.2.${i}`, 'stolen')).toEqual(wrong);
  expect(await attempt('ada@example.com', 'guess', '192.0.2.77', 'stolen')).toEqual(waits);
});
