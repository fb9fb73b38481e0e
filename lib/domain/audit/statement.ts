import * as z from 'zod/mini';
import type { AuditEntry } from '../../contracts/audit/entry.ts';
import { canonicalForm } from './chain.ts';

/**
 * What the log's key signs before rows are added: the hash of each of them, in their order, and with that how far the
 * log reaches then. A row is covered by the statement that names its hash at its place, and by nothing else: that later
 * rows which are signed follow it proves nothing, since whoever appends takes the end of the log as it finds it.
 */
const statement = z.object({
  tenantId: z.string(),
  /** Sequence of the first row. */
  first: z.int(),
  hashes: z.array(z.string()),
  /** ISO 8601. */
  at: z.string(),
});
export type Statement = z.infer<typeof statement>;

/** As it is stored with the first of its rows, so that the two are there together or not at all. */
export interface SignedStatement {
  /** Canonical form of the statement. */
  readonly text: string;
  /** Base64. */
  readonly signature: string;
}

/** The one that may sign: whoever appends. */
export interface LogSigner {
  sign(text: string): Promise<string>;
}

/** The key's public half. */
export interface LogVerifier {
  /** SHA-256 of the public key, hexadecimal. */
  readonly fingerprint: string;
  verifies(signed: SignedStatement): boolean;
}

export async function signRows(
  signer: LogSigner,
  rows: readonly [AuditEntry, ...AuditEntry[]],
  now: number,
): Promise<SignedStatement> {
  const [{ tenantId, sequence }] = rows;
  const text = canonicalForm({
    tenantId,
    first: sequence,
    hashes: rows.map(({ hash }) => hash),
    at: new Date(now).toISOString(),
  } satisfies Statement);
  return { text, signature: await signer.sign(text) };
}

/** Undefined for what the key did not sign. */
export function readStatement(verifier: LogVerifier, signed: SignedStatement): Statement | undefined {
  if (!verifier.verifies(signed)) return undefined;
  try {
    const parsed = statement.safeParse(JSON.parse(signed.text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** The hash that was signed for a place; undefined where the statement says nothing of it. */
export function signedHash(
  said: Statement | undefined,
  tenantId: string,
  sequence: number,
): string | undefined {
  return said?.tenantId === tenantId ? said.hashes[sequence - said.first] : undefined;
}
