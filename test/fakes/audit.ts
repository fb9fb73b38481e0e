import { createHmac } from 'node:crypto';
import type { AuditEntry, AuditEvent } from '../../lib/contracts/audit/entry.ts';
import type { AppendableLog } from '../../lib/domain/audit/audit-log.ts';
import { chainStart } from '../../lib/domain/audit/chain.ts';
import type { LogSigner, LogVerifier, SignedStatement } from '../../lib/domain/audit/statement.ts';

export function auditEventOf(changes: Partial<AuditEvent> = {}): AuditEvent {
  return {
    id: 'aud_1',
    tenantId: 'tnt_acme',
    at: '2026-03-01T10:00:00.000Z',
    actor: { kind: 'user', id: 'usr_ada' },
    action: 'revokeLink',
    resource: { kind: 'Link', id: 'lnk_1' },
    outcome: 'done',
    ...changes,
  };
}

/** Signs as only whoever knows the secret can; `signed` counts how often it was asked to. */
export function logKey(secret = 'the log’s own'): LogSigner & LogVerifier & { readonly signed: string[] } {
  const signed: string[] = [];
  const signatureOf = (text: string) => createHmac('sha256', secret).update(text).digest('base64');
  return {
    signed,
    fingerprint: `fingerprint of ${secret}`,
    async sign(text) {
      signed.push(text);
      return signatureOf(text);
    },
    verifies: ({ text, signature }) => signatureOf(text) === signature,
  };
}

/** Logs in memory, under the same conditions as the table's. */
export class MemoryLog implements AppendableLog {
  readonly rows = new Map<string, AuditEntry[]>();
  /** By tenant and the row that they lie with. */
  readonly statements = new Map<string, SignedStatement>();
  readonly #notes = new Set<string>();
  readonly #heads = new Map<string, { sequence: number; hash: string }>();

  of(tenantId: string): readonly AuditEntry[] {
    return this.rows.get(tenantId) ?? [];
  }
  headOf(tenantId: string) {
    return this.#heads.get(tenantId);
  }

  async end(tenantId: string) {
    const last = this.of(tenantId).at(-1);
    const head = this.#heads.get(tenantId);
    return last || head ? { last, head: head ?? chainStart } : undefined;
  }
  async begin(tenantId: string) {
    if (!this.#heads.has(tenantId)) this.#heads.set(tenantId, { ...chainStart });
  }
  async noteEvent({ tenantId, id }: AuditEntry) {
    this.#notes.add(`${tenantId}/${id}`);
  }
  async noted(tenantId: string, ids: readonly string[]) {
    return new Set(ids.filter((id) => this.#notes.has(`${tenantId}/${id}`)));
  }
  async add(entry: AuditEntry, signed?: SignedStatement) {
    const rows = [...this.of(entry.tenantId)];
    if (rows.some(({ sequence }) => sequence === entry.sequence)) return false;
    this.rows.set(entry.tenantId, [...rows, entry]);
    if (signed) this.statements.set(`${entry.tenantId}/${entry.sequence}`, signed);
    return true;
  }
  async raiseHead(tenantId: string, { sequence, hash }: { sequence: number; hash: string }) {
    const head = this.#heads.get(tenantId);
    if (head && head.sequence < sequence) this.#heads.set(tenantId, { sequence, hash });
  }
}
