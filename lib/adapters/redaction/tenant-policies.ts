import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import {
  type CompiledPolicy,
  compilePolicy,
  type PolicyOptions,
} from '../../domain/redaction/policy/compile-policy.ts';
import { nothingSet } from '../../domain/redaction/policy/policy-store.ts';
import { re2Engine } from '../../domain/redaction/policy/re2-engine.ts';
import {
  type RationOptions,
  type SearchRation,
  searchRation,
} from '../../domain/redaction/policy/search-ration.ts';
import { documentClient, type Table } from '../../runtime/document-client.ts';
import { log } from '../../runtime/log.ts';
import { recentReads } from '../../runtime/recent-reads.ts';
import { policyItem, policyPlace } from './policy-items.ts';

/** How old a policy may be that is applied, in milliseconds. */
const keptFor = { kept: 5_000, most: 50 } as const;

/** A company's policy as it was set; 0 where it has set nothing. */
type RevisedPolicy = CompiledPolicy & { readonly revision: number };

/** Revisions never change: as long as one is in force it need not be compiled again. */
interface Compiled {
  readonly revision: number;
  readonly policy: RevisedPolicy;
  /** The company's, whatever it sets. */
  readonly ration: SearchRation;
}

/** What a company's terms may take of a process, in milliseconds and as a share of its time. */
export type TermsMayTake = Pick<RationOptions, 'most' | 'share'>;

/** Where a process works for one company at a time, which waits for itself. */
const forOne: TermsMayTake = { most: 10_000, share: 0.2 };
/** Where batches of all companies are worked on in one minute: what of it one of them can take from the others. */
export const amongMany: TermsMayTake = { most: 3_000, share: 0.1 };

/** What companies have hidden, to those who hide it: a few seconds old at most. */
export interface TenantPolicies {
  /** @throws where it cannot be read: what would be hidden is not known then, and nothing may be shown. */
  read(tenantId: string): Promise<RevisedPolicy>;
}

/** Of the Identity table. */
export function tenantPolicies(
  tableName: string,
  {
    client = documentClient(),
    mayTake = forOne,
  }: Partial<Pick<Table, 'client'>> & { mayTake?: TermsMayTake } = {},
): TenantPolicies {
  const compiled = new Map<string, Compiled>();
  const read = recentReads(async (tenantId) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: policyPlace(tenantId), ConsistentRead: true }),
    );
    const { revision, rules } = Item ? z.parse(policyItem, Item) : nothingSet;
    const known = compiled.get(tenantId);
    if (known?.revision === revision) return known.policy;
    const ration = known?.ration ?? rationOf(tenantId, mayTake);
    const onSlow: PolicyOptions['onSlow'] = ({ list, term }) =>
      log.warn('REDACTION_TERM_SLOW', { tenantId, list, term });
    const policy = { ...compilePolicy(rules, re2Engine, { ration, onSlow }), revision };
    if (compiled.size >= keptFor.most) compiled.clear();
    compiled.set(tenantId, { revision, policy, ration });
    return policy;
  }, keptFor);
  return { read };
}

function rationOf(tenantId: string, mayTake: TermsMayTake): SearchRation {
  return searchRation({
    ...mayTake,
    now: () => performance.now(),
    onSpent: (texts) => log.warn('REDACTION_TERMS_SPENT', { tenantId, ...texts }),
  });
}
