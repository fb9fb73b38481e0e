import { isAuthorized, validate } from '@cedar-policy/cedar-wasm/nodejs';
import { describe, expect, test } from 'vitest';
import {
  guideOf,
  keyOf,
  policiesOf,
  tenantId,
  userOf,
  wholeTenant,
} from '../../../../test/fakes/authorization.ts';
import { type Action, actions } from '../../../contracts/identity/action.ts';
import { keyScopes } from '../../../contracts/identity/key-scope.ts';
import { roles } from '../../../contracts/identity/role.ts';
import { builtInPolicies } from '../../../domain/identity/authorization/built-in-policies.ts';
import { cedarSchema } from '../../../domain/identity/authorization/cedar-schema.ts';
import { anyOf, decide, judge } from '../../../domain/identity/authorization/decide.ts';
import type { Principal } from '../../../domain/identity/authorization/question.ts';
import { cedarEngine } from './cedar.ts';
import { cedarRequest } from './cedar-request.ts';

const engine = cedarEngine();
const may = (principal: Principal, action: Action, resource = resourceOf(action)) =>
  decide(engine, { principal, action, resource }, undefined).allow;

function resourceOf(action: Action) {
  const kind = actions[action].resource;
  return kind === 'Tenant' ? wholeTenant : anyOf(kind, tenantId);
}

test('the built-in rules fit the schema, and none of them can never apply', () => {
  const answer = validate({ schema: cedarSchema, policies: { staticPolicies: { ...builtInPolicies } } });
  expect(answer).toMatchObject({ type: 'success', validationErrors: [], validationWarnings: [] });
});

describe.each(Object.entries(actions))('%s', (name, { role: least, scope: needed }) => {
  const action = name as Action;
  test(`is for ${least}s and above`, () => {
    for (const role of roles)
      expect(may(userOf(role), action), role).toBe(roles.indexOf(role) >= roles.indexOf(least));
  });

  test(`is for keys with ${needed ?? 'nothing'}`, () => {
    for (const scope of keyScopes) expect(may(keyOf(scope), action), scope).toBe(scope === needed);
    expect(may(keyOf(...keyScopes), action)).toBe(needed !== null);
    expect(may(keyOf(), action)).toBe(false);
  });

  test('stops at the tenant’s wall', () => {
    const foreign = { ...resourceOf(action), tenantId: 'tnt_2' };
    for (const principal of [userOf('owner'), keyOf(...keyScopes)])
      expect(may(principal, action, foreign)).toBe(false);
  });
});

test('every question fits the schema that policies are written against', () => {
  const principals = [userOf('viewer'), userOf('owner'), keyOf(), keyOf(...keyScopes)];
  for (const action of Object.keys(actions) as Action[])
    for (const principal of principals)
      for (const changes of [
        {},
        { createdBy: 'usr_1', collaborators: [{ userId: 'usr_1', role: 'editor' as const }] },
      ]) {
        const kind = actions[action].resource;
        const resource = kind === 'Tenant' ? wholeTenant : guideOf({ kind, ...changes });
        const { entities, ...request } = cedarRequest({ principal, action, resource });
        const answer = isAuthorized({
          ...request,
          // Of actions and their groups the schema knows by itself.
          entities: entities.filter(({ uid }) => !('type' in uid) || uid.type !== 'Action'),
          validateRequest: true,
          schema: cedarSchema,
          policies: { staticPolicies: { ...builtInPolicies } },
        });
        expect(answer).toMatchObject({ type: 'success', response: { diagnostics: { errors: [] } } });
        const decision = answer.type === 'success' && answer.response.decision;
        expect(decision).toBe(may(principal, action, resource) ? 'allow' : 'deny');
      }
});

test('a decision names the rules it rests on', () => {
  const ask = (principal: Principal, action: Action, resource = guideOf()) =>
    decide(engine, { principal, action, resource }, undefined);
  expect(ask(userOf('admin'), 'readGuide')).toEqual({ allow: true, because: ['built-in/role-viewer'] });
  expect(ask(userOf('viewer'), 'deleteGuide')).toEqual({ allow: false, because: [] });
  expect(ask(keyOf('guides:read'), 'grantAccess').because).toEqual(['built-in/people-only']);
  expect(ask(userOf('owner'), 'readGuide', guideOf({ tenantId: 'tnt_2' })).because).toEqual([
    'built-in/tenant-wall',
  ]);
});

describe('a sensitive guide', () => {
  const guide = guideOf({
    sensitive: true,
    createdBy: 'usr_author',
    collaborators: [
      { userId: 'usr_reads', role: 'viewer' },
      { userId: 'usr_edits', role: 'editor' },
    ],
  });

  test.each([
    ['usr_author', 'viewer', true],
    ['usr_reads', 'viewer', true],
    ['usr_edits', 'viewer', true],
    ['usr_other', 'viewer', false],
    ['usr_other', 'editor', false],
    ['usr_other', 'admin', true],
    ['usr_other', 'owner', true],
  ] as const)('read by %s, %s: %s', (id, role, expected) => {
    expect(may(userOf(role, { id }), 'readGuide', guide)).toBe(expected);
    const recording = { ...guide, kind: 'Recording' as const };
    expect(may(userOf(role, { id }), 'readRecording', recording)).toBe(expected);
  });

  test('is read by the key that made it and no other', () => {
    expect(may(keyOf('guides:read'), 'readGuide', guide)).toBe(false);
    expect(may(keyOf('guides:read'), 'readGuide', { ...guide, createdBy: 'key_1' })).toBe(true);
  });
});

test('a collaborating editor edits that guide although a viewer otherwise; a collaborating viewer does not', () => {
  for (const role of ['editor', 'viewer'] as const) {
    const guide = guideOf({ collaborators: [{ userId: 'usr_viewer', role }] });
    expect(may(userOf('viewer'), 'setVisibility', guide)).toBe(role === 'editor');
    expect(may(userOf('viewer'), 'setVisibility', guideOf())).toBe(false);
  }
});

describe('a refusal', () => {
  const tell = (principal: Principal, action: Action, resource = guideOf()) =>
    judge(engine, { principal, action, resource }, undefined);

  test('on a thing that the caller must not know of hides it', () => {
    expect(tell(userOf('editor'), 'deleteGuide', guideOf({ sensitive: true })).hide).toBe(true);
    expect(tell(userOf('owner'), 'readGuide', guideOf({ tenantId: 'tnt_2' })).hide).toBe(true);
  });

  test('that would be the same on every thing tells nothing and is told openly', () => {
    expect(tell(userOf('viewer'), 'deleteGuide', guideOf({ sensitive: true })).hide).toBe(false);
    expect(tell(keyOf(), 'readGuide', guideOf({ tenantId: 'tnt_2' })).hide).toBe(false);
  });

  test('on a thing that the caller may read is told openly', () => {
    const policies = policiesOf(
      'forbid (principal, action == Action::"deleteGuide", resource == Guide::"gde_1");',
    );
    const question = { principal: userOf('editor'), action: 'deleteGuide', resource: guideOf() } as const;
    expect(judge(engine, question, policies)).toMatchObject({
      allow: false,
      because: ['tenant/p0'],
      hide: false,
    });
  });
});

describe('a tenant’s policies', () => {
  test('permit and forbid within the tenant', () => {
    const question = { principal: userOf('viewer'), action: 'deleteGuide', resource: guideOf() } as const;
    const permit = policiesOf('permit (principal is User, action, resource is Guide);');
    expect(decide(engine, question, permit)).toEqual({ allow: true, because: ['tenant/p0'] });
    const both = policiesOf(
      ...permit.policies.map(({ text }) => text),
      'forbid (principal, action, resource);',
    );
    expect(decide(engine, question, both)).toEqual({ allow: false, because: ['tenant/p1'] });
  });

  test('of one tenant or version say nothing about another', () => {
    const question = { principal: userOf('viewer'), action: 'readGuide', resource: guideOf() } as const;
    const forbidding = policiesOf('forbid (principal, action, resource);');
    expect(decide(engine, question, forbidding).allow).toBe(false);
    expect(decide(engine, question, { ...forbidding, tenantId: 'tnt_2', policies: [] }).allow).toBe(true);
    for (let i = 0; i < 200; i++) {
      const text = `forbid (principal == User::"usr_${i}", action, resource);`;
      const policies = policiesOf(text);
      expect(decide(engine, question, policies).allow).toBe(true);
      const named = { ...question, principal: userOf('viewer', { id: `usr_${i}` }) };
      expect(decide(engine, named, policies).allow).toBe(false);
    }
    expect(decide(engine, question, forbidding).allow).toBe(false);
    expect(decide(engine, question, undefined).allow).toBe(true);
  });

  test('that fail while they are evaluated, or cannot be read, allow nothing', () => {
    const question = { principal: userOf('owner'), action: 'readGuide', resource: guideOf() } as const;
    const overflow = 'forbid (principal, action, resource) when { 9223372036854775807 + 1 == 0 };';
    expect(decide(engine, question, policiesOf(overflow))).toEqual({ allow: false, because: ['tenant/p0'] });
    expect(decide(engine, question, policiesOf('not cedar'))).toMatchObject({ allow: false });
    expect(decide(engine, question, undefined).allow).toBe(true);
  });
});

describe('a policy that does not fit', () => {
  const faults = (...texts: readonly string[]) => engine.faults(policiesOf(...texts).policies);

  test.each([
    ['is no Cedar', 'permit everything'],
    ['is two policies', 'permit (principal, action, resource); permit (principal, action, resource);'],
    ['is a template', 'permit (principal == ?principal, action, resource);'],
    ['is empty', '// nothing'],
    [
      'names an attribute that is not there',
      'permit (principal, action, resource) when { resource.colour == "red" };',
    ],
    ['names an action that is not there', 'permit (principal, action == Action::"fly", resource);'],
    [
      'may read an attribute that is absent',
      'permit (principal, action, resource is Guide) when { resource.createdBy == "x" };',
    ],
  ])('as it %s', (_why, text) => {
    const found = faults('forbid (principal, action, resource);', text);
    expect(found[0]).toEqual({ index: 1, field: 'text', message: expect.stringMatching(/^[^`]/) });
    expect(found.every(({ index }) => index === 1)).toBe(true);
  });

  test('has an id that is there twice', () => {
    const [policy] = policiesOf('permit (principal, action, resource);').policies;
    expect(engine.faults(policy ? [policy, policy] : [])).toEqual([
      { index: 1, field: 'id', message: 'p0 is there twice' },
    ]);
  });

  test('and fifty that fit have no fault', () => {
    expect(faults(...Array(50).fill('permit (principal in Role::"admin", action, resource);'))).toEqual([]);
  });
});
