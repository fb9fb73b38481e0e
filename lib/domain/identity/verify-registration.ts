import type { Audited } from '../../contracts/audit/audited.ts';
import type { VerifyRegistrationResponse } from '../../contracts/identity/registration.ts';
import type { Passwords } from './accounts.ts';
import {
  type CreateApiKeyPorts,
  type CreatedApiKey,
  createApiKey,
  firstKey,
  type KeyTerms,
} from './api-keys/create-api-key.ts';
import { type ClaimPorts, claimEmail } from './claim-email.ts';
import { type Limited, type Limits, limitGuesses } from './limits.ts';
import type { MailTokens } from './mail-token.ts';
import type { Tenants, Users } from './people.ts';
import type { PendingRegistration } from './register.ts';

export interface FoundingPorts extends ClaimPorts, CreateApiKeyPorts {
  readonly tenants: Tenants;
  readonly users: Users;
  readonly directory: {
    /** Where the tenant lives, for every region to know. The same again changes nothing. */
    put(tenantId: string): Promise<void>;
  };
}

export interface VerifyRegistrationPorts extends FoundingPorts {
  readonly registrations: {
    find(tokenHash: string): Promise<PendingRegistration | undefined>;
    /** Takes the password's hash away; the rest stays until it expires, for whoever follows the link again. */
    finish(tokenHash: string): Promise<void>;
  };
  readonly webhooks: {
    /** Nothing is sent to it before somebody has shown that it is the tenant's. */
    addUnverified(tenantId: string, webhookId: string, url: string): Promise<void>;
  };
  readonly tokens: MailTokens;
  readonly passwords: Pick<Passwords, 'verify'>;
  readonly limits: Limits;
}

type VerifyOutcome =
  | { readonly ok: true; readonly value: VerifyRegistrationResponse }
  | { readonly ok: false; readonly reason: 'stale-token' }
  | Limited
  | UnmatchedPassword;

type UnmatchedPassword = {
  readonly ok: false;
  readonly reason: 'unmatched-password';
  readonly errors: { pointer: string; message: string }[];
};

/**
 * Makes tenant, owner and first key of a registration whose mail was answered by whoever chose its password: anybody
 * may register a stranger's e-mail, and the stranger, who has the link alone, must not open an account to them. Each
 * step is done once however often it is tried, so that the same link goes on where an earlier try ended, and gives one
 * tenant.
 */
export async function verifyRegistration(
  ports: VerifyRegistrationPorts,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<VerifyOutcome> {
  const tokenHash = ports.tokens.hash(token);
  const pending = await ports.registrations.find(tokenHash);
  if (!pending || pending.expiresAt <= ports.now()) return { ok: false, reason: 'stale-token' };
  const { tenantId, userId, email, passwordHash, webhookId, webhookUrl } = pending;
  if (passwordHash === undefined) return { ok: true, value: { tenantId, userId, email, apiKey: null } };
  const limited = await limitGuesses(ports.limits, tokenHash, ports.now());
  if (limited) return limited;
  if (!(await ports.passwords.verify(password, passwordHash))) return unmatchedPassword;
  if (webhookUrl) await ports.webhooks.addUnverified(tenantId, webhookId, webhookUrl);
  const founding = { ...pending, passwordHash };
  const founded = await foundTenant(ports, founding, 'verifyRegistration', firstKey(ports.now()));
  if (!founded) return { ok: false, reason: 'stale-token' };
  await ports.registrations.finish(tokenHash);
  return {
    ok: true,
    value: { tenantId, userId, email, apiKey: founded.firstKey && shownKey(founded.firstKey) },
  };
}

const shownKey = ({ key: { id, scopes, expiresAt }, secret }: CreatedApiKey) => ({
  ...{ id, key: secret, scopes, expiresAt },
});

const unmatchedPassword: UnmatchedPassword = {
  ok: false,
  reason: 'unmatched-password',
  errors: [{ pointer: '/password', message: 'It is not the one that was chosen at registration' }],
};

export type Founding = Pick<
  PendingRegistration,
  'tenantId' | 'userId' | 'keyId' | 'email' | 'name' | 'company' | 'region'
> & { readonly passwordHash: string };

/** Undefined when the e-mail belongs to somebody else. The key is null when an earlier try has made it. */
export async function foundTenant(
  ports: FoundingPorts,
  founding: Founding,
  action: string,
  terms: KeyTerms,
): Promise<{ readonly firstKey: CreatedApiKey | null } | undefined> {
  const { tenantId, userId, keyId, email, name, company, region, passwordHash } = founding;
  if (!(await claimEmail(ports, email, { userId, tenantId }))) return undefined;
  const actor = { kind: 'user', id: userId } as const;
  const founded: Audited = {
    ...{ tenantId, actor, action, resource: { kind: 'Tenant', id: tenantId } },
    facts: { plan: 'STARTER', region },
  };
  // A change of its own, which the log does not tell as if the company were founded twice.
  const owned: Audited = {
    ...{ tenantId, actor, action: 'becomeOwner', resource: { kind: 'Member', id: userId } },
    facts: { role: 'owner' },
  };
  const tenant = { tenantId, name: company, plan: 'STARTER', region } as const;
  await ports.tenants.add(tenant, userId, founded);
  await ports.users.add({ userId, tenantId, email, name, passwordHash });
  const joinedAt = new Date(ports.now()).toISOString();
  await ports.members.add(
    {
      ...{ tenantId, userId, email, name, joinedAt },
      ...{ role: 'owner', status: 'active', notBefore: 0, revision: 1 },
    },
    owned,
  );
  const key = { tenantId, keyId, name: 'First key', createdBy: userId, ...terms };
  const created = await createApiKey(ports, key, actor);
  await ports.directory.put(tenantId);
  await ports.emails.confirm(email, userId);
  return { firstKey: created ?? null };
}
