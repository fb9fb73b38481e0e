import { actorOf } from '../../../contracts/audit/audited.ts';
import { type ApiKeyPorts, type KeyKeeper, mayGive, scopeAboveRole } from './api-keys.ts';
import { type CreatedApiKey, createApiKey, type StoredApiKey } from './create-api-key.ts';

type RotateOutcome =
  | { readonly ok: true; readonly value: CreatedApiKey }
  | {
      readonly ok: false;
      readonly reason: 'not-found' | 'already-revoked' | 'scope-above-role';
      readonly detail?: string;
    };

/**
 * Makes a key's successor, with the same name, scopes and term; the old one works on for the overlap, but never past
 * its own end. The old key is marked first: when what follows fails, the same call again makes the successor, and
 * never are there two.
 */
export async function rotateApiKey(
  ports: ApiKeyPorts,
  caller: KeyKeeper,
  keyId: string,
  overlapSeconds: number,
): Promise<RotateOutcome> {
  const { tenantId, userId } = caller;
  const old = await ports.apiKeys.find(tenantId, keyId);
  if (!old) return { ok: false, reason: 'not-found' };
  if (!mayGive(caller.role, old.scopes)) return scopeAboveRole;
  const now = ports.now();
  const ended = old.expiresAt !== null && Date.parse(old.expiresAt) <= now;
  const rotated =
    old.replacedBy !== null && (await ports.apiKeys.find(tenantId, old.replacedBy)) !== undefined;
  if (old.revokedAt !== null || ended || rotated) return { ok: false, reason: 'already-revoked' };
  const by = ports.newKeyId();
  const replacement = {
    by,
    endsAt: endOfOverlap(old, now, overlapSeconds),
    successorEndsAt: endOfSuccessor(old, now),
  };
  const marked = await ports.apiKeys.replace(old, replacement, {
    tenantId,
    actor: actorOf(caller),
    action: 'rotateApiKey',
    resource: { kind: 'ApiKey', id: keyId },
    facts: { replacedBy: by, overlapSeconds: String(overlapSeconds) },
  });
  if (!marked) return { ok: false, reason: 'already-revoked' };
  const { name, scopes, requestsPerMinute } = old;
  const key = {
    ...{ tenantId, keyId: by, name, scopes, createdBy: userId },
    ...(requestsPerMinute === null ? {} : { requestsPerMinute }),
    ...(replacement.successorEndsAt === null ? {} : { expiresAt: replacement.successorEndsAt }),
  };
  const created = await createApiKey(ports, key, actorOf(caller));
  if (!created) throw new Error('a new key has the id of an older one');
  return { ok: true, value: created };
}

function endOfOverlap({ expiresAt }: StoredApiKey, now: number, seconds: number): string {
  const end = now + seconds * 1_000;
  return new Date(expiresAt === null ? end : Math.min(end, Date.parse(expiresAt))).toISOString();
}

/** A key that was good for a month is followed by one that is. */
function endOfSuccessor({ createdAt, expiresAt, successorEndsAt }: StoredApiKey, now: number): string | null {
  // Set when an earlier try marked the key: its own end is that of the overlap since.
  if (successorEndsAt !== undefined) return successorEndsAt;
  if (expiresAt === null) return null;
  return new Date(now + Date.parse(expiresAt) - Date.parse(createdAt)).toISOString();
}
