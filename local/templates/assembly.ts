import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Template } from './template.ts';

/** One stack of a synthesized cloud assembly. */
export interface Stack {
  readonly name: string;
  readonly template: Template;
}

/** What `cdk synth` left in a directory, read completely. */
export interface Assembly {
  readonly stacks: readonly Stack[];
  /** Absolute path of each file asset by its object key (`<hash>.zip`). */
  readonly assets: ReadonlyMap<string, string>;
  readonly account: string;
  readonly region: string;
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly directoryName?: string;
    readonly displayName?: string;
    readonly file?: string;
  };
}

interface AssetManifest {
  readonly files?: Record<
    string,
    {
      readonly source: { readonly path?: string };
      readonly destinations: Record<string, { readonly objectKey: string }>;
    }
  >;
}

const defaultAccount = '111111111111';
const defaultRegion = 'us-east-1';

/**
 * Reads a cloud assembly (`cdk.out`) or one Stage's nested assembly. An assembly with several Stages
 * needs the name of the one to stand up.
 */
export function readAssembly(directory: string, stage?: string): Assembly {
  const stacks: Stack[] = [];
  const assets = new Map<string, string>();
  const environments = new Set<string>();
  collect(resolve(directory), stage, stacks, assets, environments);
  if (stacks.length === 0) throw new Error(`No stack was found in the cloud assembly ${directory}`);
  if (environments.size > 1)
    throw new Error(
      `The stacks of one Stage must share one environment, found ${[...environments].join(' and ')}`,
    );
  const [account = '', region = ''] = ([...environments][0] ?? 'aws:///').slice('aws://'.length).split('/');
  return {
    stacks,
    assets,
    account: /^\d{12}$/.test(account) ? account : defaultAccount,
    region: region === '' || region === 'unknown-region' ? defaultRegion : region,
  };
}

function collect(
  directory: string,
  stage: string | undefined,
  stacks: Stack[],
  assets: Map<string, string>,
  environments: Set<string>,
): void {
  const { artifacts = {} } = readJson<{ artifacts?: Record<string, Artifact> }>(
    join(directory, 'manifest.json'),
  );
  for (const [id, artifact] of Object.entries(artifacts)) {
    const { templateFile, stackName, file } = artifact.properties ?? {};
    if (artifact.type === 'aws:cloudformation:stack' && templateFile) {
      stacks.push({ name: stackName ?? id, template: readJson<Template>(join(directory, templateFile)) });
      if (artifact.environment) environments.add(artifact.environment);
    }
    if (artifact.type === 'cdk:asset-manifest' && file) collectAssets(directory, file, assets);
  }
  const nested = chooseStage(
    Object.values(artifacts).filter((artifact) => artifact.type === 'cdk:cloud-assembly'),
    stage,
  );
  if (nested) collect(join(directory, nested), undefined, stacks, assets, environments);
}

function chooseStage(stages: readonly Artifact[], wanted: string | undefined): string | undefined {
  const named = stages.map(({ properties }) => ({
    directory: properties?.directoryName ?? '',
    name: properties?.displayName ?? properties?.directoryName ?? '',
  }));
  if (wanted !== undefined) {
    const found = named.find(
      ({ directory, name }) =>
        [name, directory, `assembly-${wanted}`].includes(wanted) || directory === `assembly-${wanted}`,
    );
    if (!found) throw new Error(`No Stage ${wanted} in the assembly; it has: ${names(named)}`);
    return found.directory;
  }
  if (named.length > 1) throw new Error(`The assembly has several Stages (${names(named)}): name one`);
  return named[0]?.directory;
}

const names = (stages: readonly { name: string }[]) => stages.map(({ name }) => name).join(', ');

function collectAssets(directory: string, file: string, assets: Map<string, string>): void {
  const { files = {} } = readJson<AssetManifest>(join(directory, file));
  for (const { source, destinations } of Object.values(files)) {
    if (source.path === undefined) continue;
    for (const { objectKey } of Object.values(destinations))
      assets.set(objectKey, resolve(directory, source.path));
  }
}

function readJson<T>(path: string): T {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (cause) {
    throw new Error(`Cannot read ${path} of the cloud assembly`, { cause });
  }
}
