import { UnsupportedError } from '../service.ts';
import { type Condition, parseConditions } from './conditions.ts';

/** A statement of an identity or resource policy, checked and ready to be matched. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly exceptActions: boolean;
  readonly resources: readonly string[];
  readonly exceptResources: boolean;
  readonly conditions: readonly Condition[];
  /** Absent in identity policies. */
  readonly principals?: Principals;
}

interface Principals {
  readonly except: boolean;
  readonly everyone: boolean;
  readonly aws: readonly string[];
  readonly services: readonly string[];
}

const members = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
]);

/** Statements of a policy document; whatever IAM would refuse or we do not know throws, with `where`. */
export function parsePolicy(document: unknown, where: string): Statement[] {
  const raw = (document as { Statement?: unknown } | null)?.Statement;
  if (raw === undefined) throw new Error(`The policy of ${where} has no Statement`);
  return [raw].flat().map((statement) => parseStatement(statement as Record<string, unknown>, where));
}

function parseStatement(raw: Record<string, unknown>, where: string): Statement {
  for (const member of Object.keys(raw))
    if (!members.has(member))
      throw new UnsupportedError(`the statement member ${member} in the policy of ${where}`);
  if (raw.Effect !== 'Allow' && raw.Effect !== 'Deny')
    throw new Error(`The policy of ${where} has a statement with the effect ${String(raw.Effect)}`);
  const principal = raw.Principal ?? raw.NotPrincipal;
  const resources = texts(raw.Resource ?? raw.NotResource);
  for (const resource of resources)
    if (resource.includes('${')) throw new UnsupportedError(`the policy variable in ${resource} of ${where}`);
  return {
    effect: raw.Effect,
    actions: texts(raw.Action ?? raw.NotAction),
    exceptActions: raw.NotAction !== undefined,
    resources,
    exceptResources: raw.NotResource !== undefined,
    conditions: parseConditions(raw.Condition),
    ...(principal !== undefined && {
      principals: parsePrincipals(principal, raw.NotPrincipal !== undefined, where),
    }),
  };
}

function parsePrincipals(raw: unknown, except: boolean, where: string): Principals {
  if (raw === '*') return { except, everyone: true, aws: [], services: [] };
  const { AWS, Service, ...others } = raw as Record<string, unknown>;
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw new UnsupportedError(`the principal type ${other} in the policy of ${where}`);
  const aws = texts(AWS);
  return { except, everyone: aws.includes('*'), aws, services: texts(Service) };
}

const texts = (value: unknown): string[] => (value === undefined ? [] : [value].flat().map(String));
