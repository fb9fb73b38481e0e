import * as z from 'zod/mini';

/** One thing that was done or refused, and by whom. Never content, never personal data beyond ids. */
export const auditEvent = z.object({
  /** `aud_…`; the same event appended twice is one entry. */
  id: z.string(),
  tenantId: z.string(),
  /** ISO 8601, UTC. */
  at: z.string(),
  actor: z.object({ kind: z.enum(['user', 'api-key', 'system', 'anonymous']), id: z.string() }),
  /** Operation id such as `revokeApiKey`, or an event's name such as `refreshTokenReused`. */
  action: z.string(),
  resource: z.object({ kind: z.string(), id: z.string() }),
  outcome: z.enum(['done', 'refused', 'failed']),
  traceId: z.optional(z.string()),
  /** Small facts: roles before and after, scopes, plan. */
  facts: z.optional(z.record(z.string(), z.string())),
});
export type AuditEvent = z.infer<typeof auditEvent>;

/** A row of the log. `hash` = SHA-256 over `previousHash` and the row in RFC 8785 (JCS) form; hexadecimal. */
export const auditEntry = z.extend(auditEvent, {
  sequence: z.int(),
  previousHash: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** `GET /v1/audit`, newest first. */
export const listAuditResponse = z.object({
  entries: z.array(auditEntry),
  nextCursor: z.nullable(z.string()),
});

/** `GET /v1/audit/verification` */
export const auditVerification = z.object({
  ok: z.boolean(),
  entries: z.int(),
  lastSequence: z.int(),
  lastHash: z.nullable(z.string()),
  /** What is wrong first, and where. */
  fault: z.nullable(
    z.object({
      sequence: z.int(),
      kind: z.enum(['changed', 'missing', 'reordered', 'unsigned', 'truncated', 'differs-from-export']),
      detail: z.string(),
    }),
  ),
  /** SHA-256 of the public key that the rows' signatures were checked with (DER); hexadecimal. */
  signingKey: z.string(),
});
export type AuditVerification = z.infer<typeof auditVerification>;

/** `POST /v1/audit/exports`: JSON Lines in the locked bucket, from the last exported row on. */
export const auditExport = z.object({
  id: z.string(),
  fromSequence: z.int(),
  toSequence: z.int(),
  lastHash: z.string(),
  createdAt: z.string(),
  lockedUntil: z.string(),
  /** Good for some minutes. */
  url: z.optional(z.string()),
});
export const listAuditExportsResponse = z.object({ exports: z.array(auditExport) });
