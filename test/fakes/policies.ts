import { type RedactionRules, standardRules } from '../../lib/contracts/redaction/policy.ts';
import { type CompiledPolicy, compilePolicy } from '../../lib/domain/redaction/policy/compile-policy.ts';
import { re2Engine } from '../../lib/domain/redaction/policy/re2-engine.ts';

/** Every company’s policy: the standard one, but for these rules. */
export function policiesWith(
  rules: Partial<RedactionRules> = {},
  revision = 0,
): {
  read(tenantId: string): Promise<CompiledPolicy & { revision: number }>;
} {
  const policy = { ...compilePolicy({ ...standardRules, ...rules }, re2Engine), revision };
  return { read: async () => policy };
}
