import { describe, expect, test } from 'vitest';
import { fakeAdmission } from '../../../../test/fakes/admission-ports.ts';
import type { ExplainDecisionRequest } from '../../../contracts/identity/policy.ts';
import { readCollaborators, setCollaborators } from './collaborators.ts';
import { explainDecision } from './explain-decision.ts';
import { noPolicies, type PolicyStore, type PolicyVersion } from './policy-store.ts';
import { writePolicies } from './write-policies.ts';

const { ports } = fakeAdmission();
const { engine } = ports;
const policy = (id: string, text: string) => ({ id, description: '', text });
const closing = policy('closing', 'forbid (principal, action, resource);');

function memoryStore(): PolicyStore & { present(): Promise<PolicyVersion> } {
  let now = noPolicies;
  return {
    present: async () => now,
    find: async () => undefined,
    async replace(_tenantId, before, after) {
      if (before.version !== now.version) return false;
      now = after;
      return true;
    },
  };
}

describe('writing policies', () => {
  const caller = { tenantId: 'tnt_1', userId: 'usr_1' };

  test.each([
    ['closes everything', [closing]],
    [
      'closes what would change them',
      [policy('a', 'forbid (principal in Role::"admin", action == Action::"writePolicies", resource);')],
    ],
    [
      'closes reading them',
      [policy('a', 'forbid (principal, action in Action::"admin", resource is Tenant);')],
    ],
  ])('that would shut the owner out is refused: it %s', async (_what, policies) => {
    const store = memoryStore();
    const written = await writePolicies({ store, engine, now: () => 0 }, caller, { version: 0, policies });
    expect(written).toEqual({ ok: false, reason: 'locks-out-owner' });
    expect(await store.present()).toEqual(noPolicies);
  });

  test('says who wrote them and when', async () => {
    const policies = [policy('a', 'permit (principal, action, resource);')];
    const written = await writePolicies({ store: memoryStore(), engine, now: () => 0 }, caller, {
      version: 0,
      policies,
    });
    expect(written).toMatchObject({
      ok: true,
      value: { version: 1, policies, updatedBy: 'usr_1', updatedAt: '1970-01-01T00:00:00.000Z' },
    });
  });
});

describe('explaining a decision', () => {
  const asked = async (request: ExplainDecisionRequest, written = [] as (typeof closing)[]) =>
    explainDecision(
      {
        engine,
        members: {
          find: async (_tenant, id) =>
            id === 'usr_1' ? { role: 'viewer', active: true, notBefore: 0 } : undefined,
        },
        keys: { scopesOf: async (_tenant, id) => (id === 'key_1' ? ['guides:read'] : undefined) },
        resources: {
          guide: async (_tenant, id) =>
            id === 'gde_closed' ? { sensitive: true, collaborators: [] } : undefined,
        },
        policies: { present: async () => ({ policies: written }) },
      },
      'tnt_1',
      request,
    );

  test.each([
    [{ userId: 'usr_1' }, 'readGuide', { guideId: 'gde_open' }, 'allow', ['built-in/role-viewer']],
    [{ userId: 'usr_1' }, 'readGuide', { guideId: 'gde_closed' }, 'deny', ['built-in/sensitive-guide']],
    [
      { userId: 'usr_1' },
      'readGuide',
      { sensitive: true, createdBy: 'usr_1' },
      'allow',
      ['built-in/role-viewer'],
    ],
    [{ role: 'editor' }, 'inviteMember', undefined, 'deny', []],
    [{ apiKeyId: 'key_1' }, 'listGuides', undefined, 'allow', ['built-in/scope-guides:read']],
    [{ apiKeyId: 'key_1' }, 'deleteGuide', undefined, 'deny', ['built-in/without-scope-guides:write']],
  ] as const)('%j, %s, %j: %s', async (principal, action, resource, decision, because) => {
    expect(await asked({ principal, action, resource } as ExplainDecisionRequest)).toMatchObject({
      ok: true,
      value: { decision, because, explanation: expect.stringMatching(/^(It is|No rule)/) },
    });
  });

  test('goes by the policies in force, or by those that stand in for them', async () => {
    const question = { principal: { role: 'owner' as const }, action: 'listGuides' };
    expect(await asked(question, [closing])).toMatchObject({ value: { because: ['tenant/closing'] } });
    expect(await asked({ ...question, policies: [] }, [closing])).toMatchObject({
      value: { decision: 'allow' },
    });
    const remedy = { ...question, action: 'writePolicies' };
    expect(await asked(remedy, [closing])).toMatchObject({ value: { decision: 'allow' } });
  });

  test.each<[ExplainDecisionRequest, string, string]>([
    [{ principal: { role: 'owner' }, action: 'fly' }, 'invalid-request', '/action'],
    [{ principal: { role: 'owner' }, action: 'toString' }, 'invalid-request', '/action'],
    [{ principal: { userId: 'usr_2' }, action: 'readPlan' }, 'invalid-request', '/principal'],
    [{ principal: { apiKeyId: 'key_2' }, action: 'readPlan' }, 'invalid-request', '/principal'],
    [
      { principal: { role: 'owner' }, action: 'readPlan', policies: [policy('a', 'permit all')] },
      'invalid-policy',
      '/policies/0/text',
    ],
  ])('%j is %s at %s', async (request, reason, pointer) => {
    expect(await asked(request)).toMatchObject({
      reason,
      errors: [{ pointer }],
    });
  });
});

describe('collaborators', () => {
  const access = {
    find: async (_tenant: string, id: string) =>
      id === 'gde_1' ? { createdBy: 'usr_1', sensitive: true, collaborators: [] } : undefined,
    set: async (_tenant: string, id: string) => id === 'gde_1',
  };
  const members = {
    find: async (_tenant: string, id: string) => ({
      role: 'viewer' as const,
      active: id !== 'usr_gone',
      notBefore: 0,
    }),
  };
  const caller = { tenantId: 'tnt_1', userId: 'usr_1' };
  const set = (guideId: string, ...userIds: string[]) =>
    setCollaborators({ access, members }, caller, guideId, {
      sensitive: false,
      collaborators: userIds.map((userId, index) => ({ userId, role: index > 0 ? 'editor' : 'viewer' })),
    });

  test('of a guide that is not there are not found', async () => {
    expect(await readCollaborators({ access }, 'tnt_1', 'gde_2')).toEqual({ ok: false, reason: 'not-found' });
    expect(await set('gde_2')).toEqual({ ok: false, reason: 'not-found' });
    expect(await readCollaborators({ access }, 'tnt_1', 'gde_1')).toEqual({
      ok: true,
      value: { sensitive: true, collaborators: [] },
    });
  });

  test('are members still, each once', async () => {
    expect(await set('gde_1', 'usr_2', 'usr_gone')).toMatchObject({
      reason: 'unknown-member',
      errors: [{ pointer: '/collaborators/1/userId' }],
    });
    expect(await set('gde_1', 'usr_2', 'usr_2')).toMatchObject({
      value: { collaborators: [{ userId: 'usr_2', role: 'editor' }] },
    });
  });
});
