import type { DedicatedDeployment, SharedDeployment } from './deployment.ts';
import { deploymentFile } from './deployment.ts';
import { models } from './models.ts';

/** One Stage to stamp. */
export interface Deployment extends Omit<SharedDeployment, 'account'> {
  /** Stage id and prefix of its stacks' names: `SharedUsEast1`, `DedicatedAcme`. */
  readonly name: string;
  readonly account: string | undefined;
  /** All regions that are shared, where this is one of them: they share the directory of tenants. */
  readonly sharedRegions?: readonly string[];
}

/** Every mistake at once, each with its place. */
export class DeploymentConfigError extends Error {
  override readonly name = 'DeploymentConfigError';
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[], where = 'lib/config/deployments.json has') {
    super(`${where} mistakes:\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}`);
    this.mistakes = mistakes;
  }
}

/**
 * Reads the deployments out of the parsed file.
 * @throws DeploymentConfigError naming every mistake
 */
export function parseDeployments(file: unknown): Deployment[] {
  const parsed = deploymentFile.safeParse(file);
  const mistakes = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${place(path)}: ${message}`),
    ...duplicates(file, 'shared', 'region'),
    ...duplicates(file, 'dedicated', 'tenant'),
    ...severalAccounts(parsed.data?.shared ?? []),
  ];
  if (!parsed.success || mistakes.length > 0) throw new DeploymentConfigError(mistakes);
  const sharedRegions = parsed.data.shared.map(({ region }) => region);
  return [
    ...parsed.data.shared.map((shared) => ({ ...nameShared(shared), sharedRegions })),
    ...parsed.data.dedicated.map(nameDedicated),
  ];
}

/**
 * The one of that name, or all.
 * @throws Error that lists the names there are
 */
export function chooseDeployments(deployments: readonly Deployment[], name?: string): readonly Deployment[] {
  const chosen = deployments.filter((deployment) => name === undefined || deployment.name === name);
  if (chosen.length > 0) return chosen;
  const names = deployments.map((deployment) => deployment.name).join(', ');
  throw new Error(`No deployment is named ${name}; lib/config/deployments.json has ${names}`);
}

/**
 * The deployments with these models instead of their own.
 * @throws DeploymentConfigError naming every mistake
 */
export function withModels(deployments: readonly Deployment[], given: unknown): readonly Deployment[] {
  const parsed = models.safeParse(given);
  if (parsed.success) return deployments.map((deployment) => ({ ...deployment, models: parsed.data }));
  throw new DeploymentConfigError(
    parsed.error.issues.map(({ path, message }) => `${place(['models', ...path])}: ${message}`),
    'The models that were given have',
  );
}

function nameShared(deployment: SharedDeployment): Deployment {
  const region = deployment.region
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return { ...deployment, account: deployment.account, name: `Shared${region}` };
}

function nameDedicated({ tenant, ...deployment }: DedicatedDeployment): Deployment {
  return { ...deployment, name: `Dedicated${tenant}` };
}

/** A global table is one account's. */
function severalAccounts(shared: readonly SharedDeployment[]): string[] {
  return shared.flatMap(({ account }, index) =>
    account === shared[0]?.account ? [] : [`shared[${index}].account: must be the one of shared[0]`],
  );
}

/** Looks at the raw file, so that a double entry is reported beside whatever else is wrong. */
function duplicates(file: unknown, list: 'shared' | 'dedicated', key: 'region' | 'tenant'): string[] {
  const entries = (file as Record<string, unknown> | null)?.[list];
  if (!Array.isArray(entries)) return [];
  const seen = new Set<unknown>();
  return entries.flatMap((entry: Record<string, unknown> | null, index) => {
    const value = entry?.[key];
    if (typeof value !== 'string') return [];
    if (seen.has(value)) return [`${list}[${index}].${key}: ${value} is there twice`];
    seen.add(value);
    return [];
  });
}

function place(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || '(whole file)';
}
