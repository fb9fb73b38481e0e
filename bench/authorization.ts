import { createMongoAbility } from '@casl/ability';
import { cedarEngine } from '../lib/adapters/identity/authorization/cedar.ts';
import { verifyAccessToken } from '../lib/adapters/identity/verify-access-token.ts';
import { maximumPolicies } from '../lib/contracts/identity/policy.ts';
import { admitRequest } from '../lib/domain/identity/authorization/admit-request.ts';
import { AllowedRecently } from '../lib/domain/identity/authorization/allowed-recently.ts';
import { decide } from '../lib/domain/identity/authorization/decide.ts';
import type { AdmissionPorts } from '../lib/domain/identity/authorization/ports.ts';
import { fakeIssuer } from '../test/fakes/access-tokens.ts';
import { guideOf, policiesOf, tenantId, userOf } from '../test/fakes/authorization.ts';
import { type BenchResult, judged, percentile } from './result.ts';

const rounds = 3_000;
const warmUp = 300;

/** Conditions that have to be looked at, on attributes that a tenant would write about. */
const policies = policiesOf(
  ...Array.from(
    { length: maximumPolicies },
    (_, index) =>
      `forbid (principal is User, action == Action::"readGuide", resource is Guide) when { resource.sensitive && principal.id like "usr_*${index}" };`,
  ),
);
const guide = guideOf({
  sensitive: true,
  createdBy: 'usr_author',
  collaborators: Array.from({ length: 20 }, (_, index) => ({ userId: `usr_c${index}`, role: 'viewer' })),
});
const reader = userOf('editor', { id: 'usr_c19x' });
const collaborators = [...guide.collaborators, { userId: reader.id, role: 'viewer' as const }];

/**
 * A whole admission but for counting it, and the decision in it, with as many tenant policies as there may be. Warm:
 * what the tables hold was read a moment ago, and no admission is repeated. CASL, which has neither policies as data nor a schema, stands
 * beside the decision for scale only.
 */
export async function benchAuthorization(): Promise<BenchResult[]> {
  const engine = cedarEngine();
  const resource = { ...guide, collaborators };
  const decision = times((index) => {
    const asked = {
      principal: reader,
      action: 'readGuide',
      resource: { ...resource, id: `gde_${index}` },
    } as const;
    if (!decide(engine, asked, policies).allow) throw new Error('The bench is refused');
  });
  const admission = await admissions(engine);
  const ability = caslRules();
  const casl = times(() => {
    if (!ability.can('readGuide', { ...resource, __caslSubjectType__: 'Guide' } as never))
      throw new Error('The bench’s peer is refused');
  });
  const row = { unit: 'ms', peer: 5, peerName: 'budget' };
  return [
    judged(
      { ...row, name: `admission, p95, ${maximumPolicies} policies`, ours: percentile(admission, 0.95) },
      { atMost: 1 },
    ),
    judged(
      { ...row, name: `Cedar decision, p95, ${maximumPolicies} policies`, ours: percentile(decision, 0.95) },
      { atMost: 1 },
    ),
    judged(
      {
        name: `Cedar decision, p50, ${maximumPolicies} policies`,
        ours: percentile(decision, 0.5),
        peer: percentile(casl, 0.5),
        peerName: `CASL, ${maximumPolicies} rules`,
        unit: 'ms',
      },
      { atMost: 1_000 },
    ),
  ];
}

const rate = { policy: 'tenant', quota: 600, window: 60, remaining: 599, reset: 1 };

function times(work: (index: number) => void): number[] {
  const samples: number[] = [];
  for (let index = -warmUp; index < rounds; index++) {
    const start = performance.now();
    work(index + warmUp);
    if (index >= 0) samples.push(performance.now() - start);
  }
  return samples;
}

async function admissions(engine: AdmissionPorts['engine']): Promise<number[]> {
  const issuer = fakeIssuer('https://issuer.example');
  const now = Date.now();
  const token = issuer.token(now, { claims: { sub: reader.id, tenant_id: tenantId } });
  const ports = {
    tokens: {
      verify: (text: string) => verifyAccessToken(text, { issuer: issuer.issuer, keys: issuer.keys, now }),
    },
    apiKeys: { find: async () => undefined, noteUse: async () => {} },
    tenants: { find: async () => ({ plan: 'ENTERPRISE' as const, active: true }) },
    members: { find: async () => ({ role: reader.role, active: true, notBefore: 0 }) },
    directory: { find: async () => undefined },
    rates: { take: async () => ({ taken: true, rate }) },
    resources: {
      guide: async () => ({ sensitive: true, createdBy: 'usr_author', collaborators }),
      recording: async () => undefined,
    },
    policies: { find: async () => policies },
    engine,
    audit: { refused: async () => {} },
    recent: new AllowedRecently(),
    region: 'us-east-1',
    now: () => now,
  } satisfies AdmissionPorts & { recent: AllowedRecently };
  const samples: number[] = [];
  for (let index = -warmUp; index < rounds; index++) {
    const start = performance.now();
    const headers = { authorization: `Bearer ${token}` };
    const { decision } = await admitRequest(ports, {
      routeKey: 'GET /v1/guides/{id}',
      headers,
      id: `gde_${index + warmUp}`,
    });
    if (decision !== 'allow') throw new Error(`The bench is answered with ${decision}`);
    if (index >= 0) samples.push(performance.now() - start);
  }
  return samples;
}

/** The same rules as far as CASL can say them. */
function caslRules() {
  const forbidden = Array.from({ length: maximumPolicies }, (_, index) => ({
    action: 'readGuide',
    subject: 'Guide',
    inverted: true,
    conditions: { sensitive: true, createdBy: `usr_${index}` },
  }));
  const readable = { sensitive: true, 'collaborators.userId': reader.id };
  return createMongoAbility([
    { action: 'readGuide', subject: 'Guide', conditions: { tenantId, sensitive: false } },
    { action: 'readGuide', subject: 'Guide', conditions: { tenantId, ...readable } },
    ...forbidden,
  ]);
}
