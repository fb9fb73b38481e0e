import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type CompiledPolicy, compilePolicy } from '../../domain/redaction/policy/compile-policy.ts';
import { nothingSet } from '../../domain/redaction/policy/policy-store.ts';
import { re2Engine } from '../../domain/redaction/policy/re2-engine.ts';
import { documentClient, type Table } from '../../runtime/document-client.ts';
import { log } from '../../runtime/log.ts';
import { recentReads } from '../../runtime/recent-reads.ts';
import { policyItem, policyPlace } from './policy-items.ts';

/** How old a policy may be that is applied, in milliseconds. */
const keptFor = { kept: 5_000, most: 50 } as const;

/** Revisions never change: as long as one is in force it need not be compiled again. */
interface Compiled {
  readonly revision: number;
  readonly policy: CompiledPolicy;
}

/** What companies have hidden, to those who hide it: a few seconds old at most. */
export interface TenantPolicies {
  /** @throws where it cannot be read: what would be hidden is not known then, and nothing may be shown. */
  read(tenantId: string): Promise<CompiledPolicy>;
}

/** Of the Identity table. */
export function tenantPolicies(
  tableName: string,
  { client }: Pick<Table, 'client'> = { client: documentClient() },
): TenantPolicies {
  const compiled = new Map<string, Compiled>();
  const read = recentReads(async (tenantId) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: policyPlace(tenantId), ConsistentRead: true }),
    );
    const { revision, rules } = Item ? z.parse(policyItem, Item) : nothingSet;
    const known = compiled.get(tenantId);
    if (known?.revision === revision) return known.policy;
    const policy = compilePolicy(rules, re2Engine, {
      onSlow: ({ list, term }) => log.warn('REDACTION_TERM_SLOW', { tenantId, list, term }),
    });
    if (compiled.size >= keptFor.most) compiled.clear();
    compiled.set(tenantId, { revision, policy });
    return policy;
  }, keptFor);
  return { read };
}
