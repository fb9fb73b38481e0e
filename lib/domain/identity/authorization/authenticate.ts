import type { Plan } from '../../../contracts/metering/plan.ts';
import type { Credential } from './credential.ts';
import type { AdmissionPorts, FoundKey, Taking } from './ports.ts';
import type { Principal } from './question.ts';

/** Whoever a credential was given to, found to be somebody still. */
export interface Known {
  readonly principal: Principal;
  /** What a person is called, where the token says it. */
  readonly userName?: string | undefined;
  readonly plan: Plan;
  readonly key: Taking['key'];
  /** Milliseconds since the epoch at which the credential ends. */
  readonly until: number;
}

export type Authentication =
  | { readonly ok: true; readonly value: Known }
  | { readonly ok: false; readonly reason: string };

export async function authenticate(ports: AdmissionPorts, credential: Credential): Promise<Authentication> {
  return credential.kind === 'token'
    ? authenticateUser(ports, credential.text)
    : authenticateKey(ports, credential.text);
}

async function authenticateUser(ports: AdmissionPorts, token: string): Promise<Authentication> {
  const verified = await ports.tokens.verify(token);
  if (!verified.ok) return verified;
  const { userId, tenantId, userName, scopes, signedInAt, expiresAt } = verified.value;
  if (!scopes.includes('guides')) return { ok: false, reason: 'wrong-scope' };
  const [tenant, member] = await Promise.all([
    ports.tenants.find(tenantId),
    ports.members.find(tenantId, userId),
  ]);
  if (!tenant?.active || !member?.active) return { ok: false, reason: 'no-member' };
  if (signedInAt <= member.notBefore) return { ok: false, reason: 'revoked' };
  const principal = { kind: 'user', id: userId, tenantId, role: member.role } as const;
  const until = expiresAt * 1_000;
  return { ok: true, value: { principal, userName, plan: tenant.plan, key: undefined, until } };
}

async function authenticateKey(ports: AdmissionPorts, text: string): Promise<Authentication> {
  const key = await ports.apiKeys.find(text);
  if (!key) return { ok: false, reason: 'unknown-key' };
  const until = key.endsAt ?? Number.POSITIVE_INFINITY;
  if (key.revokedAt) return { ok: false, reason: 'revoked' };
  if (until <= ports.now()) return { ok: false, reason: 'expired' };
  const tenant = await ports.tenants.find(key.tenantId);
  if (!tenant?.active) return { ok: false, reason: 'no-tenant' };
  await noteUse(ports, key);
  const { id, tenantId, scopes, requestsPerMinute } = key;
  const principal = { kind: 'api-key', id, tenantId, scopes } as const;
  return { ok: true, value: { principal, plan: tenant.plan, key: { id, requestsPerMinute }, until } };
}

/** How exactly one can see when a key was last used, in milliseconds. */
export const notedEvery = 60_000;

async function noteUse({ apiKeys, now }: AdmissionPorts, key: FoundKey): Promise<void> {
  const noted = key.lastUsedAt === undefined ? 0 : Date.parse(key.lastUsedAt);
  if (now() - noted >= notedEvery) await apiKeys.noteUse(key, new Date(now()));
}
