import { createHash } from 'node:crypto';
import {
  type PhysicalResource,
  type ResourceProvider,
  type TemplateResource,
  UnsupportedError,
} from '../service.ts';
import type { Assembly, Stack } from './assembly.ts';
import { mentionsOf } from './dependencies.ts';
import { resolveValue, type Scope } from './intrinsics.ts';
import { type OutputDeclaration, type ResourceDeclaration, refusedSections } from './template.ts';

interface Declared {
  readonly id: string;
  readonly stack: Stack;
  readonly logicalId: string;
  readonly declaration: ResourceDeclaration;
  readonly provider: ResourceProvider;
}

/** Every resource, export and output of an assembly, resolvable by name. */
export class References {
  readonly #assembly: Assembly;
  readonly #declared = new Map<string, Declared>();
  readonly #identities = new Map<string, PhysicalResource>();
  readonly #identifying = new Set<string>();
  readonly #exports = new Map<string, { stack: Stack; output: OutputDeclaration }>();
  readonly #scopes = new Map<string, Scope>();

  constructor(assembly: Assembly, providerOf: (type: string) => ResourceProvider | undefined) {
    this.#assembly = assembly;
    const unknown = new Set<string>();
    for (const stack of assembly.stacks) {
      this.#refuse(stack);
      this.#scopes.set(stack.name, this.#scope(stack));
      for (const [logicalId, declaration] of Object.entries(stack.template.Resources ?? {})) {
        if (!this.#holds(stack, declaration.Condition)) continue;
        const provider = providerOf(declaration.Type);
        const id = `${stack.name}/${logicalId}`;
        if (provider) this.#declared.set(id, { id, stack, logicalId, declaration, provider });
        else unknown.add(`${declaration.Type} (${id})`);
      }
    }
    if (unknown.size > 0)
      throw new UnsupportedError(`these resource types: ${[...unknown].sort().join(', ')}`);
    for (const { stack, output } of this.#outputs())
      if (output.Export) this.#exports.set(this.#text(stack, output.Export.Name), { stack, output });
  }

  /** Ids of all resources with the ids that they depend on. */
  graph(): Map<string, Set<string>> {
    const graph = new Map<string, Set<string>>();
    for (const { id, stack, declaration } of this.#declared.values()) {
      const dependencies = this.#mentioned(stack, declaration.Properties);
      for (const name of [declaration.DependsOn ?? []].flat()) dependencies.add(`${stack.name}/${name}`);
      dependencies.delete(id);
      graph.set(id, dependencies);
    }
    return graph;
  }

  provider(id: string): ResourceProvider {
    return this.#get(id).provider;
  }

  types(): { id: string; type: string }[] {
    return [...this.#declared.values()].map(({ id, declaration }) => ({ id, type: declaration.Type }));
  }

  identity(id: string): PhysicalResource {
    const known = this.#identities.get(id);
    if (known) return known;
    const declared = this.#get(id);
    if (this.#identifying.has(id))
      throw new Error(`The name of ${id} depends on itself: ${[...this.#identifying].join(' → ')}`);
    this.#identifying.add(id);
    try {
      const identity = declared.provider.identify(this.#lazily(declared));
      this.#identities.set(id, identity);
      return identity;
    } finally {
      this.#identifying.delete(id);
    }
  }

  /** The resource with every property resolved. */
  resource(id: string): TemplateResource {
    const { stack, logicalId, declaration } = this.#get(id);
    try {
      const properties = resolveValue(declaration.Properties ?? {}, this.#scopeOf(stack));
      return {
        id,
        stack: stack.name,
        logicalId,
        type: declaration.Type,
        properties: properties as Record<string, unknown>,
      };
    } catch (cause) {
      throw new Error(`Cannot resolve ${id}: ${cause instanceof Error ? cause.message : cause}`, { cause });
    }
  }

  /** Every stack output as `[stack, key, value]`. */
  outputs(): [stack: string, key: string, value: string][] {
    return this.#outputs().map(({ stack, key, output }) => [
      stack.name,
      key,
      this.#text(stack, output.Value),
    ]);
  }

  /** Properties resolve when first looked at, so that a name may be asked for before its references exist. */
  #lazily({ id, stack, logicalId, declaration }: Declared): TemplateResource {
    const properties: Record<string, unknown> = {};
    for (const [name, raw] of Object.entries(declaration.Properties ?? {}))
      Object.defineProperty(properties, name, {
        enumerable: true,
        get: () => resolveValue(raw, this.#scopeOf(stack)),
      });
    return { id, stack: stack.name, logicalId, type: declaration.Type, properties };
  }

  #outputs() {
    return this.#assembly.stacks.flatMap((stack) =>
      Object.entries(stack.template.Outputs ?? {})
        .filter(([, output]) => this.#holds(stack, output.Condition))
        .map(([key, output]) => ({ stack, key, output })),
    );
  }

  #mentioned(stack: Stack, value: unknown): Set<string> {
    const { names, imports } = mentionsOf(value);
    const ids = new Set([...names].map((name) => `${stack.name}/${name}`));
    for (const argument of imports) {
      const source = this.#exportNamed(this.#text(stack, argument));
      for (const id of this.#mentioned(source.stack, source.output.Value)) ids.add(id);
    }
    return ids;
  }

  #scope(stack: Stack): Scope {
    const { account, region } = this.#assembly;
    const pseudo: Record<string, unknown> = {
      'AWS::AccountId': account,
      'AWS::Region': region,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::NoValue': undefined,
      'AWS::StackName': stack.name,
      'AWS::StackId': stackId(account, region, stack.name),
      'AWS::NotificationARNs': [],
    };
    const conditions = new Map<string, boolean>();
    return {
      region,
      reference: (name) => {
        if (Object.hasOwn(pseudo, name)) return pseudo[name];
        const parameter = stack.template.Parameters?.[name];
        if (!parameter) return this.identity(`${stack.name}/${name}`).ref;
        if (parameter.Default === undefined || parameter.Type.startsWith('AWS::SSM::'))
          throw new UnsupportedError(`parameter ${name} of ${stack.name} without a plain default`);
        return parameter.Default;
      },
      attribute: (logicalId, attribute) => {
        const { attributes } = this.identity(`${stack.name}/${logicalId}`);
        const value = attributes[attribute];
        if (value === undefined)
          throw new UnsupportedError(
            `attribute ${attribute} of ${this.#get(`${stack.name}/${logicalId}`).declaration.Type} (${stack.name}/${logicalId})`,
          );
        return value;
      },
      importValue: (name) => {
        const source = this.#exportNamed(name);
        return resolveValue(source.output.Value, this.#scopeOf(source.stack));
      },
      condition: (name) => {
        const known = conditions.get(name);
        if (known !== undefined) return known;
        const raw = stack.template.Conditions?.[name];
        if (raw === undefined) throw new Error(`${stack.name} has no condition ${name}`);
        const holds = Boolean(resolveValue(raw, this.#scopeOf(stack)));
        conditions.set(name, holds);
        return holds;
      },
      mapping: (map, top, second) => {
        const found = stack.template.Mappings?.[map]?.[top]?.[second];
        if (found === undefined) throw new Error(`${stack.name} has no mapping ${map}.${top}.${second}`);
        return found;
      },
    };
  }

  #scopeOf(stack: Stack): Scope {
    const scope = this.#scopes.get(stack.name);
    if (!scope) throw new Error(`Unknown stack ${stack.name}`);
    return scope;
  }

  #exportNamed(name: string) {
    const source = this.#exports.get(name);
    if (!source) throw new Error(`No stack of the assembly exports ${name}`);
    return source;
  }

  #text(stack: Stack, value: unknown): string {
    const resolved = resolveValue(value, this.#scopeOf(stack));
    return Array.isArray(resolved) ? resolved.join(',') : String(resolved);
  }

  #holds(stack: Stack, condition: string | undefined): boolean {
    return condition === undefined || this.#scopeOf(stack).condition(condition);
  }

  #get(id: string): Declared {
    const declared = this.#declared.get(id);
    if (!declared) throw new Error(`No resource ${id} in the assembly`);
    return declared;
  }

  #refuse(stack: Stack): void {
    for (const section of refusedSections)
      if (Object.hasOwn(stack.template, section) && !isBootstrapRule(section, stack.template))
        throw new UnsupportedError(`the template section ${section} (${stack.name})`);
  }
}

/** CDK's check that the account is bootstrapped; there is nothing to bootstrap here. */
function isBootstrapRule(section: string, template: object): boolean {
  const rules: unknown = Reflect.get(template, 'Rules');
  return (
    section === 'Rules' &&
    typeof rules === 'object' &&
    Object.keys(rules ?? {}).every((name) => name === 'CheckBootstrapVersion')
  );
}

export function stackId(account: string, region: string, stack: string): string {
  const digest = createHash('sha256').update(stack).digest('hex');
  const uuid = [8, 4, 4, 4, 12].reduce<{ at: number; parts: string[] }>(
    ({ at, parts }, length) => ({ at: at + length, parts: [...parts, digest.slice(at, at + length)] }),
    { at: 0, parts: [] },
  );
  return `arn:aws:cloudformation:${region}:${account}:stack/${stack}/${uuid.parts.join('-')}`;
}
