import { cedarEngine } from '../../lib/adapters/identity/authorization/cedar.ts';
import type { Audited } from '../../lib/contracts/audit/audited.ts';
import { AllowedRecently } from '../../lib/domain/identity/authorization/allowed-recently.ts';
import type { TenantPolicies } from '../../lib/domain/identity/authorization/decide.ts';
import type {
  AdmissionPorts,
  FoundKey,
  MemberState,
  RecordingOwner,
  Taking,
  TenantHome,
  TenantState,
} from '../../lib/domain/identity/authorization/ports.ts';
import type { GuideAttributes } from '../../lib/domain/identity/authorization/question.ts';

const engine = cedarEngine();

/** A front door whose tokens read `<tenant> <user>` in base64url, between two dots. */
export function fakeAdmission() {
  const state = {
    now: 1_000_000_000,
    tenants: new Map<string, TenantState>([
      ['tnt_1', { plan: 'STARTER', active: true }],
      ['tnt_2', { plan: 'STARTER', active: true }],
    ]),
    members: new Map<string, MemberState>(),
    keys: new Map<string, FoundKey>(),
    homes: new Map<string, TenantHome>(),
    guides: new Map<string, GuideAttributes>(),
    recordings: new Map<string, RecordingOwner>(),
    policies: new Map<string, TenantPolicies>(),
    left: 1_000,
    takings: [] as Taking[],
    refused: [] as Audited[],
    notedKeys: [] as string[],
  };
  const ports: AdmissionPorts & { recent: AllowedRecently } = {
    tokens: {
      async verify(token) {
        const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
        if (claims.forged) return { ok: false, reason: 'not-ours' };
        const { tenant_id: tenantId, sub: userId, name: userName } = claims;
        const { scope, auth_time: signedIn, exp: expiresAt } = claims;
        if (expiresAt * 1_000 < state.now) return { ok: false, reason: 'expired' };
        const scopes = scope.split(' ');
        const signedInAt = Math.round(signedIn * 1_000);
        return { ok: true, value: { tenantId, userId, userName, scopes, signedInAt, expiresAt } };
      },
    },
    apiKeys: {
      find: async (text) => state.keys.get(text),
      noteUse: async ({ id }) => void state.notedKeys.push(id),
    },
    tenants: { find: async (id) => state.tenants.get(id) },
    members: { find: async (tenant, user) => state.members.get(`${tenant} ${user}`) },
    directory: { find: async (id) => state.homes.get(id) },
    rates: {
      async take(taking) {
        state.takings.push(taking);
        const taken = state.left > 0;
        if (taken) state.left--;
        const rate = { policy: 'tenant', quota: 1_000, window: 60, remaining: state.left, reset: 1 };
        return { taken, rate };
      },
    },
    resources: {
      guide: async (tenant, id) => state.guides.get(`${tenant} ${id}`),
      recording: async (id) => state.recordings.get(id),
    },
    policies: { find: async (id) => state.policies.get(id) },
    engine,
    audit: { refused: async (audited) => void state.refused.push(audited) },
    recent: new AllowedRecently(),
    region: 'us-east-1',
    now: () => state.now,
  };
  return { state, ports };
}

/** An access token as {@link fakeAdmission} reads it. */
export function tokenFor(userId: string, claims: Record<string, unknown> = {}): string {
  const payload = {
    ...{ sub: userId, tenant_id: 'tnt_1', scope: 'openid guides', auth_time: 900_000, exp: 1_001_800 },
    ...claims,
  };
  return `h.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.s`;
}

/** The text of an API key. */
export function keyTextOf(tenant: string, key: string, secret = 's'): string {
  return `gw_${tenant.padEnd(26, '0')}_${key.padEnd(26, '0')}_${secret.padEnd(43, 's')}`;
}
