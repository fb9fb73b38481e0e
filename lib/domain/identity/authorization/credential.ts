/** What a request shows for itself; nothing of it is checked yet. */
export type Credential = { readonly kind: 'token' | 'key'; readonly text: string };

export type ShownCredential =
  | { readonly ok: true; readonly value: Credential }
  | { readonly ok: false; readonly reason: 'no-credential' | 'two-credentials' | 'malformed-credential' };

/** @param headers with names in lower case */
export function shownCredential(headers: Readonly<Record<string, string | undefined>>): ShownCredential {
  const { authorization, 'x-api-key': key } = headers;
  if (authorization && key) return { ok: false, reason: 'two-credentials' };
  if (key) return keyText.test(key) ? { ok: true, value: { kind: 'key', text: key } } : malformed;
  if (!authorization) return { ok: false, reason: 'no-credential' };
  const [, token] = /^Bearer +([\w.-]{1,4096})$/i.exec(authorization) ?? [];
  return token ? { ok: true, value: { kind: 'token', text: token } } : malformed;
}

const malformed = { ok: false, reason: 'malformed-credential' } as const;

const keyText = /^gw_([0-9a-z]{26})_([0-9a-z]{26})_[\w-]{43}$/;

/** The ids in a key's text; undefined for what is no key. */
export function keyIdsOf(text: string): { readonly tenantId: string; readonly keyId: string } | undefined {
  const [, tenant, key] = keyText.exec(text) ?? [];
  return tenant && key ? { tenantId: `tnt_${tenant}`, keyId: `key_${key}` } : undefined;
}

/**
 * The tenant that a credential speaks of, believed only as far as to say where that tenant lives: another region's
 * tokens cannot be checked here.
 */
export function claimedTenant({ kind, text }: Credential): string | undefined {
  if (kind === 'key') return keyIdsOf(text)?.tenantId;
  try {
    const payload = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString());
    const { tenant_id: tenantId } = payload as { tenant_id?: unknown };
    return typeof tenantId === 'string' && /^tnt_[0-9a-z]{1,32}$/.test(tenantId) ? tenantId : undefined;
  } catch {
    return undefined;
  }
}
