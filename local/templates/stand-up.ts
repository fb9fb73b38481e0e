import type { ResourceProvider, TemplateResource } from '../service.ts';
import type { Assembly } from './assembly.ts';
import { runInOrder } from './dependencies.ts';
import { type ReadSecret, resolveDynamicReferences } from './dynamic-references.ts';
import { References } from './references.ts';

/** Providers by the resource types that they stand up; `Custom::*` catches every custom resource. */
function providersByType(
  providers: readonly ResourceProvider[],
): (type: string) => ResourceProvider | undefined {
  const byType = new Map<string, ResourceProvider>();
  for (const provider of providers)
    for (const type of provider.types) {
      if (byType.has(type)) throw new Error(`Two providers stand up ${type}`);
      byType.set(type, provider);
    }
  return (type) => byType.get(type) ?? (type.startsWith('Custom::') ? byType.get('Custom::*') : undefined);
}

/** Names everything in the templates; nothing exists yet. Unknown resource types throw, all at once. */
export function identifyAll(assembly: Assembly, providers: readonly ResourceProvider[]): References {
  const references = new References(assembly, providersByType(providers));
  for (const { id } of references.types()) references.identity(id);
  return references;
}

/** Creates every resource after those that it refers to. */
export async function createAll(references: References, readSecret: ReadSecret): Promise<void> {
  await runInOrder(references.graph(), async (id) => {
    const resource = references.resource(id);
    const properties = await resolveDynamicReferences(resource.properties, readSecret);
    try {
      await references
        .provider(id)
        .create({ ...resource, properties: properties as TemplateResource['properties'] });
    } catch (cause) {
      throw new Error(
        `Cannot create ${resource.type} ${id}: ${cause instanceof Error ? cause.message : String(cause)}`,
        { cause },
      );
    }
  });
}
