import type { Permission, Principal } from '../service.ts';
import { holds, type RequestContext } from './conditions.ts';
import { matchesPattern } from './pattern.ts';
import type { Statement } from './policy-document.ts';

export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

export interface Question {
  readonly principal: Principal;
  /** ARN of the role behind a session. */
  readonly roleArn?: string;
  readonly account: string;
  readonly permission: Permission;
  readonly identityPolicies: readonly Statement[];
  readonly resourcePolicy?: readonly Statement[];
  readonly context: RequestContext;
}

/** How far a resource policy lets somebody in: himself, or only his account, which then decides by IAM. */
type Grant = 'none' | 'account' | 'direct';

/** IAM's decision within one account. A key's policy must delegate to the account before IAM counts. */
export function evaluate(question: Question): Decision {
  const { principal, permission, identityPolicies, resourcePolicy } = question;
  if (principal.admin) return { allowed: true };
  const applying = (statement: Statement) => applies(statement, question);
  if (identityPolicies.some((statement) => statement.effect === 'Deny' && applying(statement)))
    return denied(question, 'with an explicit deny in an identity-based policy');
  const resourceStatements = (resourcePolicy ?? []).filter(applying);
  if (
    resourceStatements.some(
      (statement) => statement.effect === 'Deny' && reach(statement, question) !== 'none',
    )
  )
    return denied(question, 'with an explicit deny in a resource-based policy');
  const grant = resourceStatements
    .filter(({ effect }) => effect === 'Allow')
    .map((statement) => reach(statement, question))
    .reduce<Grant>((best, next) => (next === 'direct' || best === 'none' ? next : best), 'none');
  if (grant === 'direct') return { allowed: true };
  const delegated = !isKey(permission.resource) || resourcePolicy === undefined || grant === 'account';
  if (!delegated)
    return denied(question, `because no resource-based policy allows the ${permission.action} action`);
  if (identityPolicies.some((statement) => statement.effect === 'Allow' && applying(statement)))
    return { allowed: true };
  const kind = principal.role === undefined ? 'resource-based' : 'identity-based';
  return denied(question, `because no ${kind} policy allows the ${permission.action} action`);
}

function denied({ principal, permission }: Question, because: string): Decision {
  return {
    allowed: false,
    reason: `User: ${principal.arn} is not authorized to perform: ${permission.action} on resource: ${permission.resource} ${because}`,
  };
}

function applies(statement: Statement, { permission, context }: Question): boolean {
  const action = statement.actions.some((pattern) => matchesPattern(pattern, permission.action, true));
  if (action === statement.exceptActions) return false;
  // A key policy's resource is always the key itself, written `*`.
  const resource = statement.resources.some((pattern) => matchesPattern(pattern, permission.resource));
  if (resource === statement.exceptResources) return false;
  return statement.conditions.every((condition) => holds(condition, context));
}

function reach(statement: Statement, question: Question): Grant {
  const { principals } = statement;
  if (!principals) return 'none';
  const named = namedBy(principals, question);
  if (!principals.except) return named;
  return named === 'none' ? 'direct' : 'none';
}

function namedBy(principals: NonNullable<Statement['principals']>, question: Question): Grant {
  const { principal, roleArn, account } = question;
  if (principals.everyone) return 'direct';
  if (principal.service !== undefined)
    return principals.services.includes(principal.service) ? 'direct' : 'none';
  if (principals.aws.includes(principal.arn) || (roleArn !== undefined && principals.aws.includes(roleArn)))
    return 'direct';
  const isAccount = principals.aws.some((aws) => aws === account || aws === `arn:aws:iam::${account}:root`);
  return isAccount && principal.role !== undefined ? 'account' : 'none';
}

const isKey = (arn: string) => arn.startsWith('arn:aws:kms:');
