import { generatedName, resourceDigest } from '../data/physical-name.ts';
import { allowProperties, textProperty } from '../data/template-properties.ts';
import type { LocalContext, PhysicalResource, ResourceProvider, TemplateResource } from '../service.ts';
import { awsManagedPolicy } from './managed-policies.ts';
import { parsePolicy, type Statement } from './policy-document.ts';

interface Role {
  readonly arn: string;
  readonly trust: readonly Statement[];
  readonly managedPolicies: readonly string[];
}

/** Roles and what their policies grant, read anew from the templates at every start. */
export interface Roles {
  readonly providers: readonly ResourceProvider[];
  arn(role: string): string;
  statements(role: string): readonly Statement[];
  /** Whether a service may take the role on. */
  trusts(role: string, service: string): boolean;
}

export function createRoles({ account }: Pick<LocalContext, 'account'>): Roles {
  const roles = new Map<string, Role>();
  /** By role and by the policy's own id, so that a policy created twice counts once. */
  const attached = new Map<string, Map<string, readonly Statement[]>>();
  const managed = new Map<string, readonly Statement[]>();
  const merged = new Map<string, readonly Statement[]>();

  const attach = (role: string, policy: string, statements: readonly Statement[]) => {
    const policies = attached.get(role) ?? new Map();
    attached.set(role, policies.set(policy, statements));
    merged.clear();
  };
  const role = (name: string): Role => {
    const found = roles.get(name);
    if (!found) throw new Error(`There is no role ${name}`);
    return found;
  };

  const roleProvider: ResourceProvider = {
    types: ['AWS::IAM::Role'],
    identify: (resource) => {
      const name = textProperty(resource, 'RoleName') ?? generatedName(resource, 64);
      const arn = `arn:aws:iam::${account}:role${textProperty(resource, 'Path') ?? '/'}${name}`;
      const roleId = `AROA${resourceDigest(resource).slice(0, 17).toUpperCase()}`;
      return { ref: name, attributes: { Arn: arn, RoleId: roleId } };
    },
    create: async (resource) => {
      const { properties, id } = resource;
      allowProperties(resource, [
        'RoleName',
        'Path',
        'AssumeRolePolicyDocument',
        'ManagedPolicyArns',
        'Policies',
        'MaxSessionDuration',
      ]);
      const { ref, attributes } = roleProvider.identify(resource);
      const managedPolicies = [properties.ManagedPolicyArns ?? []].flat().map(String);
      for (const arn of managedPolicies) if (arn.startsWith('arn:aws:iam::aws:')) awsManagedPolicy(arn);
      roles.set(ref, {
        arn: attributes.Arn ?? '',
        trust: parsePolicy(properties.AssumeRolePolicyDocument, `the trust of ${id}`),
        managedPolicies,
      });
      for (const policy of (properties.Policies ?? []) as { PolicyName: string; PolicyDocument: unknown }[])
        attach(
          ref,
          `${id}/${policy.PolicyName}`,
          parsePolicy(policy.PolicyDocument, `${id} ${policy.PolicyName}`),
        );
    },
  };

  const inlineProvider: ResourceProvider = {
    types: ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy'],
    identify: (resource) => ({
      ref: generatedName(resource, 128),
      attributes: { Id: generatedName(resource, 64) },
    }),
    create: async (resource) => {
      allowProperties(resource, ['PolicyName', 'PolicyDocument', 'Roles', 'RoleName']);
      const { properties, id } = resource;
      const statements = parsePolicy(properties.PolicyDocument, id);
      for (const name of [properties.Roles ?? properties.RoleName ?? []].flat())
        attach(String(name), id, statements);
    },
  };

  const managedProvider: ResourceProvider = {
    types: ['AWS::IAM::ManagedPolicy'],
    identify: (resource): PhysicalResource => {
      const name = textProperty(resource, 'ManagedPolicyName') ?? generatedName(resource, 128);
      const arn = `arn:aws:iam::${account}:policy${textProperty(resource, 'Path') ?? '/'}${name}`;
      return { ref: arn, attributes: { PolicyArn: arn } };
    },
    create: async (resource: TemplateResource) => {
      allowProperties(resource, ['ManagedPolicyName', 'PolicyDocument', 'Roles', 'Path']);
      const { properties, id } = resource;
      const statements = parsePolicy(properties.PolicyDocument, id);
      managed.set(managedProvider.identify(resource).ref, statements);
      merged.clear();
      for (const name of [properties.Roles ?? []].flat()) attach(String(name), id, statements);
    },
  };

  return {
    providers: [roleProvider, inlineProvider, managedProvider],
    arn: (name) => role(name).arn,
    statements: (name) => {
      const known = merged.get(name);
      if (known) return known;
      const statements = [
        ...[...(attached.get(name)?.values() ?? [])].flat(),
        ...role(name).managedPolicies.flatMap((arn) => managed.get(arn) ?? awsManagedPolicy(arn)),
      ];
      merged.set(name, statements);
      return statements;
    },
    trusts: (name, service) =>
      role(name).trust.some(
        ({ effect, principals }) => effect === 'Allow' && principals?.services.includes(service),
      ),
  };
}
