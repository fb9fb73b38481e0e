import type { CompiledPolicy } from '../policy/compile-policy.ts';

/** What companies have hidden. */
export interface Policies {
  /** @throws where it is not known: then nothing may be shown. */
  read(tenantId: string): Promise<Pick<CompiledPolicy, 'find' | 'judge' | 'mayRecord' | 'strictness'>>;
}
