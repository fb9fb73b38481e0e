import * as z from 'zod/mini';
import { role } from './role.ts';

/** A tenant's own rule in Cedar, beside the ones of the product. It may permit or forbid, within the tenant. */
export const tenantPolicy = z.object({
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/)),
  description: z.string().check(z.maxLength(200)),
  /** One Cedar policy. */
  text: z.string().check(z.minLength(1), z.maxLength(4_000)),
});
export type TenantPolicy = z.infer<typeof tenantPolicy>;

export const maximumPolicies = 50;

export const policiesResponse = z.object({
  version: z.int(),
  policies: z.array(tenantPolicy),
  updatedAt: z.nullable(z.string()),
  updatedBy: z.nullable(z.string()),
  /** The product's own rules and the schema, to read. */
  builtIn: z.string(),
  schema: z.string(),
});
export type PoliciesResponse = z.infer<typeof policiesResponse>;

/** `PUT /v1/policies`: all of them; `version` is the one that was read. */
export const writePoliciesRequest = z.object({
  version: z.int(),
  policies: z.array(tenantPolicy).check(z.maxLength(maximumPolicies)),
});

export const policyRefusals = {
  'invalid-policy': { status: 400, title: 'A policy does not fit the language or the schema' },
  'version-changed': { status: 409, title: 'Somebody else changed the policies meanwhile' },
  'locks-out-owner': { status: 409, title: 'With these policies no owner could change them back' },
} as const;

/** `POST /v1/policies/dry-run`: what would be decided, and why; `policies` stands in for the ones in force. */
export const explainDecisionRequest = z.object({
  principal: z.union([
    z.object({ userId: z.string() }),
    z.object({ role }),
    z.object({ apiKeyId: z.string() }),
  ]),
  action: z.string(),
  resource: z.optional(
    z.union([
      z.object({ guideId: z.string() }),
      z.object({
        sensitive: z.boolean(),
        createdBy: z.optional(z.string()),
        collaborators: z.optional(z.array(z.string())),
      }),
    ]),
  ),
  policies: z.optional(z.array(tenantPolicy).check(z.maxLength(maximumPolicies))),
});
export type ExplainDecisionRequest = z.infer<typeof explainDecisionRequest>;

export const explainDecisionResponse = z.object({
  decision: z.enum(['allow', 'deny']),
  /** Ids of the rules that decided: `built-in/…` or `tenant/…`. Empty: nothing permits it. */
  because: z.array(z.string()),
  explanation: z.string(),
});
export type ExplainDecisionResponse = z.infer<typeof explainDecisionResponse>;

/** `GET`, `PUT /v1/guides/{id}/collaborators` */
export const collaborators = z.object({
  /** Only its author, its collaborators, admins and owners may read it. */
  sensitive: z.boolean(),
  collaborators: z
    .array(z.object({ userId: z.string(), role: z.enum(['viewer', 'editor']) }))
    .check(z.maxLength(200)),
});
export type Collaborators = z.infer<typeof collaborators>;
