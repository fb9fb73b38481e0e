import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { standardRules } from '../../contracts/redaction/policy.ts';
import { type CompiledPolicy, compilePolicy } from '../../domain/redaction/policy/compile-policy.ts';
import { re2Engine } from '../../domain/redaction/policy/re2-engine.ts';
import { documentClient, type Table } from '../../runtime/document-client.ts';
import { log } from '../../runtime/log.ts';
import { recentReads } from '../../runtime/recent-reads.ts';
import { policyItem, policyPlace } from './policy-items.ts';

/** How old a policy may be that is applied, in milliseconds. */
const keptFor = { kept: 5_000, most: 50 } as const;

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
  const read = recentReads(async (tenantId) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: policyPlace(tenantId), ConsistentRead: true }),
    );
    const rules = Item ? z.parse(policyItem, Item).rules : standardRules;
    return compilePolicy(rules, re2Engine, {
      onSlow: ({ list, term }) => log.warn('REDACTION_TERM_SLOW', { tenantId, list, term }),
    });
  }, keptFor);
  return { read };
}
