import { afterAll, beforeAll, expect, test } from 'vitest';
import { edgeSenders } from '../../lib/adapters/identity/openid/edge-senders.ts';
import { edgeProofHeader } from '../../lib/contracts/api/edge-proof.ts';
import { account } from '../fakes/accounts.ts';
import { startSignIns } from '../fakes/credentials.ts';
import { httpEvent } from '../fakes/http-event.ts';

const owner = account();
let signIns: Awaited<ReturnType<typeof startSignIns>>;
beforeAll(async () => {
  signIns = await startSignIns([owner]);
});
afterAll(() => signIns[Symbol.asyncDispose]());

const attempt: typeof signIns.attempt = (...made) => signIns.attempt(...made);
const entered = { ok: true, value: owner };
const waits = { ok: false, reason: 'too-many-attempts', retryAfter: expect.any(Number) };

test('whoever claims her address past the edge uses up nothing of hers; who knew the edge’s secret would', async () => {
  const [home, thief, edge] = ['203.0.113.210', '192.0.2.66', '198.51.100.9'];
  const secret = 'known to the edge and the API';
  const senderOf = edgeSenders(async () => [secret]);
  const attemptFrom = async (sourceIp: string, claimed: string, proof: string, password: string) => {
    const event = httpEvent({
      headers: { 'x-forwarded-for': `${claimed}, ${sourceIp}`, [edgeProofHeader]: proof },
    });
    event.requestContext.http.sourceIp = sourceIp;
    const { peer, viewer } = await senderOf(event);
    return attempt('ada@example.com', password, viewer, undefined, peer);
  };
  const herself = () => attemptFrom(edge, home, secret, 'right');
  const guessAsIfHers = async (proof: string) => {
    for (let i = 0; i < 30; i++) await attemptFrom(thief, home, proof, `guess ${i}`);
  };
  expect(await herself()).toEqual(entered);
  await guessAsIfHers('a guess');
  expect(await herself()).toEqual(entered);
  await guessAsIfHers(secret);
  expect(await herself()).toEqual(waits);
});

test('ten thousand guesses are slowed to a trickle, and the owner comes in meanwhile', async () => {
  signIns.pass(340_000);
  const loggedBefore = (await signIns.logged(owner.tenantId)).length;
  const home = '203.0.113.200';
  expect(await attempt('ada@example.com', 'right', home, 'her laptop')).toEqual(entered);
  const before = signIns.verifications();
  const guesses = 10_000;
  let judged = 0;
  let owners = 0;
  for (let i = 0; i < guesses; i += 100) {
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, j) => {
        const nth = i + j;
        // Nine in ten for the owner's account, the others for anybody's, from two thousand addresses.
        const email = nth % 10 === 0 ? `someone${nth}@example.com` : 'ada@example.com';
        const address = `10.0.${(nth % 2_000) >> 8}.${nth % 250}`;
        return attempt(email, `guess ${nth}`, address, `made up ${nth}`, `100.64.0.${nth % 50}`);
      }),
    );
    judged += outcomes.filter((outcome) => !outcome.ok && outcome.reason === 'wrong-credentials').length;
    if (i % 1_000 !== 0) continue;
    // From her device wherever she is, and from where she signed in before with a browser that is new.
    expect(await attempt('ada@example.com', 'right', '192.0.2.250', 'her laptop')).toEqual(entered);
    expect(await attempt('ada@example.com', 'right', home, undefined)).toEqual(entered);
    owners += 2;
  }
  // One in ten was for other accounts, each of which has its own counter.
  expect(judged).toBe(guesses / 10 + 20);
  expect(signIns.verifications() - before).toBe(judged + owners);
  expect(await attempt('ada@example.com', 'right', '192.0.2.251', 'another device')).toEqual(waits);
  signIns.pass(400_000);
  const logged = (await signIns.logged(owner.tenantId)).slice(loggedBefore);
  expect(logged.map(({ facts }) => facts)).toEqual([
    { wrongPasswords: '20', turnedAway: String(guesses - guesses / 10 - 20 + 1) },
  ]);
}, 400_000);
