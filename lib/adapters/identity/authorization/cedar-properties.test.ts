import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guideOf, keyOf, policiesOf, userOf, wholeTenant } from '../../../../test/fakes/authorization.ts';
import { type Action, actions } from '../../../contracts/identity/action.ts';
import { keyScopes } from '../../../contracts/identity/key-scope.ts';
import { roles } from '../../../contracts/identity/role.ts';
import { builtInPolicies } from '../../../domain/identity/authorization/built-in-policies.ts';
import { decide } from '../../../domain/identity/authorization/decide.ts';
import type { Principal } from '../../../domain/identity/authorization/question.ts';
import { cedarEngine } from './cedar.ts';

const engine = cedarEngine();

const principalScope = fc.constantFrom(
  'principal',
  'principal is User',
  'principal is ApiKey',
  'principal in Role::"viewer"',
  'principal in Role::"owner"',
  'principal == User::"usr_owner"',
  'principal == ApiKey::"key_1"',
);
const actionScope = fc.oneof(
  fc.constant('action'),
  fc
    .constantFrom(...Object.keys(actions), ...roles, 'people-only', 'guides:read')
    .map((name) => `action in Action::${JSON.stringify(name)}`),
);
const resourceScope = fc.constantFrom(
  'resource',
  'resource is Guide',
  'resource is Tenant',
  'resource == Tenant::"tnt_2"',
  'resource == Guide::"gde_1"',
);
const condition = fc.constantFrom(
  '',
  'when { true }',
  'unless { false }',
  'when { principal.tenant != resource.tenant }',
  'when { principal.tenant == resource.tenant }',
  'when { resource.tenant like "tnt_*" }',
  'unless { principal.id like "usr_*" }',
  'when { 9223372036854775807 + 1 > 0 }',
);
const policy = fc
  .tuple(fc.constantFrom('permit', 'forbid'), principalScope, actionScope, resourceScope, condition)
  .map(([effect, who, what, which, when]) => `${effect} (${who}, ${what}, ${which}) ${when};`);
const policySet = fc
  .array(policy, { maxLength: 12 })
  // Whatever a tenant writes, one that permits everything is the most it can say.
  .map((texts) => policiesOf('permit (principal, action, resource);', ...texts));

const principal: fc.Arbitrary<Principal> = fc.oneof(
  fc.constantFrom(...roles).map((role) => userOf(role)),
  fc.subarray([...keyScopes]).map((scopes) => keyOf(...scopes)),
);
const action = fc.constantFrom(...(Object.keys(actions) as Action[]));

function foreignThing(name: Action) {
  const kind = actions[name].resource;
  const tenantId = 'tnt_2';
  if (kind === 'Tenant') return { ...wholeTenant, id: tenantId, tenantId };
  const everybody = [{ userId: 'usr_viewer', role: 'editor' as const }];
  return guideOf({ kind, tenantId, createdBy: 'usr_owner', collaborators: everybody });
}

test('the tenant’s wall stands whatever policies a tenant writes', () => {
  fc.assert(
    fc.property(policySet, principal, action, (policies, who, what) => {
      const question = { principal: who, action: what, resource: foreignThing(what) };
      expect(decide(engine, question, policies).allow).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test('an owner reads and changes the policies whatever they say', () => {
  const remedies = fc.constantFrom<Action>('readPolicies', 'writePolicies', 'explainDecision');
  const forbidding = policySet.map(({ policies, ...set }) => ({
    ...set,
    policies: [...policies, { id: 'all', description: '', text: 'forbid (principal, action, resource);' }],
  }));
  fc.assert(
    fc.property(fc.oneof(policySet, forbidding), remedies, (policies, what) => {
      const question = { principal: userOf('owner'), action: what, resource: wholeTenant };
      expect(decide(engine, question, policies).allow).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('no policy of a tenant gives a key what its scopes do not name', () => {
  fc.assert(
    fc.property(policySet, fc.subarray([...keyScopes]), action, (policies, scopes, what) => {
      const kind = actions[what].resource;
      const resource = kind === 'Tenant' ? wholeTenant : guideOf({ kind });
      const { allow } = decide(engine, { principal: keyOf(...scopes), action: what, resource }, policies);
      const { scope } = actions[what];
      if (scope === null || !scopes.includes(scope)) expect(allow).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test('control: with the wall taken out of the rules the same property does not hold', () => {
  const { 'built-in/tenant-wall': _, ...others } = builtInPolicies;
  const open = cedarEngine(others);
  const property = fc.property(policySet, principal, action, (policies, who, what) => {
    const question = { principal: who, action: what, resource: foreignThing(what) };
    return !decide(open, question, policies).allow;
  });
  expect(fc.check(property, { numRuns: 200 }).failed).toBe(true);
});
