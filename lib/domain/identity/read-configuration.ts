import type { Configuration } from '../../contracts/identity/configuration.ts';
import type { RegisterPorts } from './register.ts';

export interface ConfigurationPorts {
  readonly here: Omit<Configuration, 'regions'>;
  readonly regions: Pick<RegisterPorts['regions'], 'find'>;
}

/** Of the regions that were planned only those that have announced themselves: elsewhere nobody could register. */
export async function readConfiguration(
  { here, regions }: ConfigurationPorts,
  planned: readonly string[],
): Promise<Configuration> {
  const found = await Promise.all(
    planned.map(async (region) => region === here.region || (await regions.find(region)) !== undefined),
  );
  return { ...here, regions: planned.filter((_region, place) => found[place]) };
}
