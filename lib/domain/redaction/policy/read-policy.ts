import type { RedactionPolicy } from '../../../contracts/redaction/policy.ts';
import { nothingSet, type PolicyStore, shown } from './policy-store.ts';

interface Question {
  /** An earlier one than the present. */
  readonly revision?: string | undefined;
  /** Tags of what the asker has, as `If-None-Match` lists them. */
  readonly known?: string | undefined;
}

export interface PolicyAnswer {
  readonly policy: RedactionPolicy;
  /** Names the revision, as `ETag` does. */
  readonly tag: string;
  /** The asker has it. */
  readonly isKnown: boolean;
}

export type ReadPolicy =
  | { readonly ok: true; readonly value: PolicyAnswer }
  | { readonly ok: false; readonly reason: 'not-found' };

/** The company's redaction policy: the present one unless an earlier revision is asked for. */
export async function readPolicy(
  store: Pick<PolicyStore, 'present' | 'find'>,
  tenantId: string,
  { revision, known = '' }: Question,
): Promise<ReadPolicy> {
  const present = (await store.present(tenantId)) ?? nothingSet;
  const isPresent = revision === undefined || Number(revision) === present.revision;
  const found = isPresent ? present : await store.find(tenantId, Number(revision));
  if (!found) return { ok: false, reason: 'not-found' };
  const tag = `"${found.revision}"`;
  const tags = known.split(',').map((text) => text.trim().replace(/^W\//, ''));
  return { ok: true, value: { policy: shown(found), tag, isKnown: tags.includes(tag) } };
}
