import { actorOf } from '../../../contracts/audit/audited.ts';
import type { ApiKeyPorts, KeyKeeper } from './api-keys.ts';

/** The front door goes by keys as they were seconds ago: within a minute the key is refused everywhere. */
export async function revokeApiKey(
  {
    apiKeys,
    now,
  }: Pick<ApiKeyPorts, 'now'> & { readonly apiKeys: Pick<ApiKeyPorts['apiKeys'], 'find' | 'revoke'> },
  caller: KeyKeeper,
  keyId: string,
): Promise<{ ok: true; value: undefined } | { ok: false; reason: 'not-found' }> {
  const { tenantId } = caller;
  const key = await apiKeys.find(tenantId, keyId);
  if (!key) return { ok: false, reason: 'not-found' };
  await apiKeys.revoke(key, new Date(now()).toISOString(), {
    tenantId,
    actor: actorOf(caller),
    action: 'revokeApiKey',
    resource: { kind: 'ApiKey', id: keyId },
  });
  return { ok: true, value: undefined };
}
