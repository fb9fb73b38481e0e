import type { ApiKey } from '../../../contracts/identity/api-key.ts';
import { type ApiKeyPorts, type KeyKeeper, shown } from './api-keys.ts';

/** The newest first, those that ended among them. */
export async function listApiKeys(
  { apiKeys }: { readonly apiKeys: Pick<ApiKeyPorts['apiKeys'], 'list'> },
  { tenantId }: Pick<KeyKeeper, 'tenantId'>,
): Promise<{ ok: true; value: { keys: ApiKey[] } }> {
  const keys = (await apiKeys.list(tenantId)).map(shown);
  return { ok: true, value: { keys: keys.sort((a, b) => b.createdAt.localeCompare(a.createdAt)) } };
}
