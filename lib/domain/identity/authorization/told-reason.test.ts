import { beforeEach, expect, test } from 'vitest';
import { fakeAdmission, keyTextOf, tokenFor } from '../../../../test/fakes/admission-ports.ts';
import type { Action } from '../../../contracts/identity/action.ts';
import type { KeyScope } from '../../../contracts/identity/key-scope.ts';
import { admitRequest } from './admit-request.ts';

let { state, ports } = fakeAdmission();
beforeEach(() => {
  ({ state, ports } = fakeAdmission());
  for (const role of ['viewer', 'editor', 'admin'] as const)
    state.members.set(`tnt_1 usr_${role}`, { role, active: true, notBefore: 0 });
});

const askAs = (userId: string, routeKey: string, id?: string) =>
  admitRequest(ports, { routeKey, headers: { authorization: `Bearer ${tokenFor(userId)}` }, id });
const askWithKey = (key: string, routeKey: string, id?: string) =>
  admitRequest(ports, { routeKey, headers: { 'x-api-key': key }, id });

const text = keyTextOf('1', '1');
const keyWith = (...scopes: KeyScope[]) => state.keys.set(text, { id: 'key_1', tenantId: 'tnt_1', scopes });
const forbid = (action: Action) =>
  state.policies.set('tnt_1', {
    tenantId: 'tnt_1',
    version: 1,
    policies: [
      {
        id: 'closed-on-sundays',
        description: '',
        text: `forbid (principal, action == Action::"${action}", resource);`,
      },
    ],
  });

test('a refusal of a key says which scope it lacks, or that no key will do', async () => {
  keyWith('guides:read');
  expect(await askWithKey(text, 'DELETE /v1/guides/{id}', 'gde_1')).toMatchObject({
    requiredScope: 'guides:write',
    detail: 'That takes an API key with the scope guides:write.',
  });
  const people = await askWithKey(text, 'POST /v1/api-keys');
  expect(people).toMatchObject({ detail: 'No API key may do that: it takes a person.' });
  expect(people).not.toHaveProperty('requiredScope');
});

test('a refusal by a policy of the company names it to those who may read policies, and is told to all', async () => {
  forbid('listGuides');
  keyWith('guides:read');
  const named = {
    policies: 'closed-on-sundays',
    detail: 'Your company’s own rules forbid that: closed-on-sundays.',
  };
  const unnamed = { detail: 'A rule of your company’s own forbids that.' };
  expect(await askAs('usr_admin', 'GET /v1/guides')).toMatchObject(named);
  for (const told of [
    await askAs('usr_editor', 'GET /v1/guides'),
    await askWithKey(text, 'GET /v1/guides'),
  ]) {
    expect(told).toMatchObject(unnamed);
    expect(told).not.toHaveProperty('policies');
  }
  keyWith('guides:read', 'tenant:read');
  state.now += 20_000;
  expect(await askWithKey(text, 'GET /v1/guides')).toMatchObject(named);
});

test('no policy is named to an admin from whom policies are kept by one', async () => {
  state.policies.set('tnt_1', {
    tenantId: 'tnt_1',
    version: 2,
    policies: [{ id: 'closed', description: '', text: 'forbid (principal, action, resource);' }],
  });
  expect(await askAs('usr_admin', 'GET /v1/guides')).not.toHaveProperty('policies');
});

test('a refusal is the same for a thing of one’s own, of another’s and of nobody’s', async () => {
  state.recordings.set('rec_1', { tenantId: 'tnt_1', createdBy: 'usr_editor', guideId: 'gde_1' });
  state.recordings.set('rec_2', { tenantId: 'tnt_2', createdBy: 'usr_stranger', guideId: 'gde_2' });
  keyWith('recordings:read');
  const untold = { reason: undefined, rate: undefined };
  for (const ask of [
    (id: string) => askAs('usr_viewer', 'DELETE /v1/recordings/{id}', id),
    (id: string) => askWithKey(text, 'DELETE /v1/recordings/{id}', id),
  ]) {
    const own = { ...(await ask('rec_1')), ...untold };
    expect(own).toMatchObject({ decision: 'deny', detail: expect.stringMatching(/^That takes/) });
    for (const id of ['rec_2', 'rec_3']) expect({ ...(await ask(id)), ...untold }).toEqual(own);
  }
});
