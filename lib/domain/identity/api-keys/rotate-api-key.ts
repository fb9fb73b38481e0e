import { actorOf } from '../../../contracts/audit/audited.ts';
import { mayGetSuccessor } from '../../../contracts/identity/api-key.ts';
import { type ApiKeyPorts, type KeyKeeper, mayGive, type Replacement, scopeAboveRole } from './api-keys.ts';
import { type CreatedApiKey, createApiKey, type StoredApiKey } from './create-api-key.ts';

type RotateOutcome =
  | { readonly ok: true; readonly value: CreatedApiKey }
  | {
      readonly ok: false;
      readonly reason: 'not-found' | 'already-revoked' | 'already-rotated' | 'scope-above-role';
      readonly detail?: string;
    };

/**
 * Makes a key's successor, with the same name, scopes and term; the old one works on for the overlap, but never past
 * its own end. The old key is marked first, once and for all, with its successor's id: whoever comes then, at the same
 * moment or after a try that broke off, makes that very successor or finds it made.
 */
export async function rotateApiKey(
  ports: ApiKeyPorts,
  caller: KeyKeeper,
  keyId: string,
  overlapSeconds: number,
): Promise<RotateOutcome> {
  const { tenantId } = caller;
  const old = await ports.apiKeys.find(tenantId, keyId);
  if (!old) return { ok: false, reason: 'not-found' };
  if (!mayGive(caller.role, old.scopes)) return scopeAboveRole;
  if (old.replacedBy === null && !hasEnded(old, ports.now()))
    await ports.apiKeys.replace(old, ...replacementOf(ports, caller, old, overlapSeconds));
  const marked = await ports.apiKeys.find(tenantId, keyId);
  return marked ? makeSuccessor(ports, caller, marked) : { ok: false, reason: 'not-found' };
}

async function makeSuccessor(
  ports: ApiKeyPorts,
  caller: KeyKeeper,
  old: StoredApiKey,
): Promise<RotateOutcome> {
  const { tenantId, replacedBy: keyId, name, scopes, requestsPerMinute, successorEndsAt } = old;
  if (keyId === null) return { ok: false, reason: 'already-revoked' };
  if (await ports.apiKeys.find(tenantId, keyId)) return alreadyRotated(keyId);
  if (!mayGetSuccessor(old, ports.now())) return { ok: false, reason: 'already-revoked' };
  const key = {
    ...{ tenantId, keyId, name, scopes, createdBy: caller.userId },
    ...(requestsPerMinute === null ? {} : { requestsPerMinute }),
    ...(successorEndsAt ? { expiresAt: successorEndsAt } : {}),
  };
  const created = await createApiKey(ports, key, actorOf(caller));
  return created ? { ok: true, value: created } : alreadyRotated(keyId);
}

/** Its text was told whoever made it, and is told nobody else. */
const alreadyRotated = (successor: string): RotateOutcome => ({
  ok: false,
  reason: 'already-rotated',
  detail: `Its successor is ${successor}.`,
});

function replacementOf(
  ports: ApiKeyPorts,
  caller: KeyKeeper,
  old: StoredApiKey,
  overlapSeconds: number,
): [Replacement, Parameters<ApiKeyPorts['apiKeys']['replace']>[2]] {
  const now = ports.now();
  const by = ports.newKeyId();
  return [
    { by, endsAt: endOfOverlap(old, now, overlapSeconds), successorEndsAt: endOfSuccessor(old, now) },
    {
      tenantId: caller.tenantId,
      actor: actorOf(caller),
      action: 'rotateApiKey',
      resource: { kind: 'ApiKey', id: old.id },
      facts: { replacedBy: by, overlapSeconds: String(overlapSeconds) },
    },
  ];
}

const hasEnded = ({ revokedAt, expiresAt }: StoredApiKey, now: number) =>
  revokedAt !== null || (expiresAt !== null && Date.parse(expiresAt) <= now);

function endOfOverlap({ expiresAt }: StoredApiKey, now: number, seconds: number): string {
  const end = now + seconds * 1_000;
  return new Date(expiresAt === null ? end : Math.min(end, Date.parse(expiresAt))).toISOString();
}

/** A key that was good for a month is followed by one that is. */
function endOfSuccessor({ createdAt, expiresAt }: StoredApiKey, now: number): string | null {
  if (expiresAt === null) return null;
  return new Date(now + Date.parse(expiresAt) - Date.parse(createdAt)).toISOString();
}
