import { evaluate } from '../iam/evaluate.ts';
import { parsePolicy, type Statement } from '../iam/policy-document.ts';
import type { Roles } from '../iam/roles.ts';
import type { AwsService, Permission, Principal } from '../service.ts';

/** Evaluates policies: the reason of the refusal, or nothing. */
export type Authorize = (
  service: AwsService,
  principal: Principal,
  permission: Permission,
) => string | undefined;

export interface Surroundings {
  readonly account: string;
  readonly region: string;
  readonly roles: Roles;
  readonly now: () => number;
}

export function createAuthorize({ account, region, roles, now }: Surroundings): Authorize {
  const parsed = new WeakMap<object, readonly Statement[]>();
  const resourcePolicy = (service: AwsService, resource: string): readonly Statement[] | undefined => {
    const document = resource === '*' ? undefined : service.policy?.(resource);
    if (typeof document !== 'object' || document === null) return undefined;
    const known = parsed.get(document);
    if (known) return known;
    const statements = parsePolicy(document, resource);
    parsed.set(document, statements);
    return statements;
  };

  return (service, principal, permission) => {
    if (principal.admin) return undefined;
    const { role } = principal;
    const roleArn = role === undefined ? undefined : roles.arn(role);
    const policy = resourcePolicy(service, permission.resource);
    const at = now();
    const context = new Map<string, readonly string[]>([
      ['aws:securetransport', ['true']],
      ['aws:sourceip', ['127.0.0.1']],
      ['aws:requestedregion', [region]],
      ['aws:resourceaccount', [account]],
      ['aws:currenttime', [new Date(at).toISOString()]],
      ['aws:epochtime', [String(Math.floor(at / 1000))]],
      ['aws:principalisawsservice', [String(principal.service !== undefined)]],
    ]);
    if (roleArn !== undefined) {
      context.set('aws:principalarn', [roleArn]);
      context.set('aws:principalaccount', [account]);
      context.set('kms:calleraccount', [account]);
    }
    if (principal.service !== undefined) {
      context.set('aws:principalservicename', [principal.service]);
      context.set('aws:sourceaccount', [account]);
    }
    if (principal.sourceArn !== undefined) context.set('aws:sourcearn', [principal.sourceArn]);
    for (const [key, value] of Object.entries(permission.context ?? {}))
      context.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
    const decision = evaluate({
      principal,
      account,
      permission,
      context,
      identityPolicies: role === undefined ? [] : roles.statements(role),
      ...(roleArn !== undefined && { roleArn }),
      ...(policy && { resourcePolicy: policy }),
    });
    return decision.allowed ? undefined : decision.reason;
  };
}
