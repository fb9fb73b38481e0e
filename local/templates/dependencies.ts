import { isRecord } from './intrinsics.ts';

/** Names that a template value refers to, found without resolving anything. */
export interface Mentions {
  /** Targets of `Ref`, `Fn::GetAtt` and `Fn::Sub`. */
  readonly names: ReadonlySet<string>;
  /** Raw arguments of `Fn::ImportValue`. */
  readonly imports: readonly unknown[];
}

export function mentionsOf(value: unknown): Mentions {
  const names = new Set<string>();
  const imports: unknown[] = [];
  walk(value, names, imports);
  return { names, imports };
}

function walk(value: unknown, names: Set<string>, imports: unknown[]): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, names, imports);
    return;
  }
  if (!isRecord(value)) return;
  for (const [key, argument] of Object.entries(value)) {
    if (key === 'Ref' && typeof argument === 'string') names.add(argument);
    else if (key === 'Fn::GetAtt') names.add(firstName(argument));
    else if (key === 'Fn::Sub') walkSubstitution(argument, names, imports);
    else if (key === 'Fn::ImportValue') imports.push(argument);
    else walk(argument, names, imports);
  }
}

function walkSubstitution(argument: unknown, names: Set<string>, imports: unknown[]): void {
  const [pattern, variables] = Array.isArray(argument) ? argument : [argument, undefined];
  for (const [, name = ''] of String(pattern).matchAll(/\$\{([^!}][^}]*)\}/g))
    names.add(firstName(name.trim()));
  walk(variables, names, imports);
}

const firstName = (argument: unknown) =>
  String(Array.isArray(argument) ? argument[0] : argument).split('.')[0] ?? '';

/**
 * Runs every node once its dependencies have run, independent ones side by side. An edge that would
 * close a cycle is dropped: identities are known before anything exists. When a node fails, those
 * behind it do not run, and the first failure is thrown after the others have come to rest.
 */
export async function runInOrder(
  nodes: ReadonlyMap<string, ReadonlySet<string>>,
  run: (node: string) => Promise<void>,
): Promise<void> {
  const underway = new Map<string, Promise<void>>();
  const visiting = new Set<string>();
  const start = (node: string): Promise<void> => {
    const known = underway.get(node);
    if (known) return known;
    visiting.add(node);
    const before = [...(nodes.get(node) ?? [])]
      .filter((dependency) => nodes.has(dependency) && !visiting.has(dependency))
      .map(start);
    visiting.delete(node);
    const promise = Promise.all(before).then(() => run(node));
    underway.set(node, promise);
    return promise;
  };
  for (const node of nodes.keys()) start(node).catch(() => undefined);
  const failure = (await Promise.allSettled(underway.values())).find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
}
