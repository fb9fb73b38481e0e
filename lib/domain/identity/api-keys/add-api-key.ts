import { actorOf } from '../../../contracts/audit/audited.ts';
import { placesTaken } from '../../../contracts/identity/api-key.ts';
import type { KeyScope } from '../../../contracts/identity/key-scope.ts';
import { plans } from '../../../contracts/metering/plan.ts';
import { type ApiKeyPorts, type KeyKeeper, mayGive, scopeAboveRole } from './api-keys.ts';
import { type CreatedApiKey, createApiKey } from './create-api-key.ts';

export interface WantedKey {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly expiresAt?: string | undefined;
  readonly requestsPerMinute?: number | undefined;
}

type AddOutcome =
  | { readonly ok: true; readonly value: CreatedApiKey }
  | {
      readonly ok: false;
      readonly reason: 'already-expired' | 'plan-limit' | 'not-found' | 'scope-above-role';
      readonly detail?: string;
    }
  | { readonly ok: false; readonly reason: 'unavailable'; readonly retryAfter: number };

/** Makes a key where the plan has room for one. */
export async function addApiKey(
  ports: ApiKeyPorts,
  caller: KeyKeeper,
  { name, scopes, expiresAt, requestsPerMinute }: WantedKey,
): Promise<AddOutcome> {
  const { tenantId, userId, role } = caller;
  if (!mayGive(role, scopes)) return scopeAboveRole;
  if (expiresAt !== undefined && Date.parse(expiresAt) <= ports.now())
    return { ok: false, reason: 'already-expired' };
  const tenant = await ports.tenants.find(tenantId);
  if (!tenant) return { ok: false, reason: 'not-found' };
  const room = plans[tenant.plan].apiKeys;
  const outcome = await ports.apiKeys.alone(tenantId, async (): Promise<AddOutcome> => {
    const keys = await ports.apiKeys.list(tenantId);
    if (placesTaken(keys, ports.now()) >= room)
      return { ok: false, reason: 'plan-limit', detail: `${tenant.plan} has room for ${room} keys.` };
    const key = {
      ...{ tenantId, keyId: ports.newKeyId(), name, scopes: [...new Set(scopes)], createdBy: userId },
      ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt).toISOString() }),
      ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
    };
    const created = await createApiKey(ports, key, actorOf(caller));
    if (!created) throw new Error('a new key has the id of an older one');
    return { ok: true, value: created };
  });
  return outcome ?? { ok: false, reason: 'unavailable', retryAfter: 1 };
}
