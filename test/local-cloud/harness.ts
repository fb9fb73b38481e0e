import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningCloud, runCloud } from '../../local/cloud.ts';
import { choosePorts } from '../../local/ports.ts';
import type { LocalContext, LocalLogEvent, LocalPart, LocalPorts } from '../../local/service.ts';
import { readAssembly } from '../../local/templates/assembly.ts';

/** A resource as a template declares it. */
export interface Declaration {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
}

export interface StackFixture {
  readonly Resources: Record<string, Declaration>;
  readonly Outputs?: Record<string, unknown>;
  readonly Parameters?: Record<string, unknown>;
  readonly Conditions?: Record<string, unknown>;
  readonly Mappings?: Record<string, unknown>;
}

export interface CloudFixture {
  /** By stack name. */
  readonly stacks: Record<string, StackFixture>;
  /** Source of `index.mjs` by function asset: refer to it with `asset(name)`. */
  readonly functions?: Record<string, string>;
  /** Files of other assets: asset name → path → content. */
  readonly files?: Record<string, Record<string, string>>;
  /** The services under test. For example `dataParts`. */
  readonly parts?: (context: LocalContext) => readonly LocalPart[];
  /** Of an earlier cloud, to start it again on its state. */
  readonly directory?: string;
  readonly workersPerFunction?: number;
  readonly idleWorkerMs?: number;
  readonly asyncRetryDelaysMs?: readonly [number, number];
}

export interface TestCloud extends RunningCloud {
  readonly endpoint: string;
  readonly ports: LocalPorts;
  readonly region: string;
  readonly account: string;
  /** Holds `cdk.out` and `state`. */
  readonly directory: string;
  readonly events: LocalLogEvent[];
  /** What an SDK client needs to be the administrator. */
  readonly client: {
    readonly region: string;
    readonly endpoint: string;
    readonly credentials: { accessKeyId: string; secretAccessKey: string };
    readonly maxAttempts: number;
  };
  [Symbol.asyncDispose](): Promise<void>;
}

/** A key's policy that leaves it to the account's own policies who may use the key. */
export const delegating = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::123456789012:root' },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
};

/** `Code` of a function whose source the fixture gives. */
export const asset = (name: string) => ({ S3Bucket: 'assets', S3Key: `${name}.zip` });

/** A role of a function with statements of its own. */
export function functionRole(...statements: Record<string, unknown>[]): Declaration {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
        ],
      },
      Policies:
        statements.length === 0
          ? []
          : [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
    },
  };
}

export function lambdaFunction(
  assetName: string,
  role: string,
  properties: Record<string, unknown> = {},
): Declaration {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: asset(assetName),
      Role: { 'Fn::GetAtt': [role, 'Arn'] },
      Timeout: 10,
      ...properties,
    },
  };
}

/** Stands a hand-written assembly up in a temporary folder, on free ports. */
export async function startCloud(fixture: CloudFixture): Promise<TestCloud> {
  const directory = fixture.directory ?? mkdtempSync(join(tmpdir(), 'local-cloud-'));
  writeAssembly(join(directory, 'cdk.out'), fixture);
  const ports = await choosePorts(0);
  const events: LocalLogEvent[] = [];
  const assembly = readAssembly(join(directory, 'cdk.out'));
  const cloud = await runCloud({
    assembly,
    stateDirectory: join(directory, 'state'),
    ports,
    log: (event) => events.push(event),
    parts: fixture.parts ?? (() => []),
    lambda: {
      workersPerFunction: fixture.workersPerFunction ?? 2,
      idleWorkerMs: fixture.idleWorkerMs ?? 60_000,
      asyncRetryDelaysMs: fixture.asyncRetryDelaysMs ?? [10, 20],
    },
  });
  const endpoint = `http://127.0.0.1:${ports.gateway}`;
  const { region, account } = assembly;
  return {
    ...cloud,
    endpoint,
    ports,
    region,
    account,
    directory,
    events,
    client: { region, endpoint, credentials: cloud.admin, maxAttempts: 1 },
    [Symbol.asyncDispose]: async () => {
      await cloud.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Writes manifest, templates and assets as `cdk synth` lays them out: one Stage with its stacks. */
export function writeAssembly(directory: string, { stacks, functions = {}, files = {} }: CloudFixture): void {
  const stage = join(directory, 'assembly-Test');
  mkdirSync(stage, { recursive: true });
  const artifacts: Record<string, unknown> = {};
  const assets: Record<string, unknown> = {};
  const contents = {
    ...Object.fromEntries(Object.entries(functions).map(([name, source]) => [name, { 'index.mjs': source }])),
    ...files,
  };
  for (const [name, paths] of Object.entries(contents)) {
    rmSync(join(directory, `asset.${name}`), { recursive: true, force: true });
    for (const [path, content] of Object.entries(paths)) {
      mkdirSync(join(directory, `asset.${name}`, path, '..'), { recursive: true });
      writeFileSync(join(directory, `asset.${name}`, path), content);
    }
    assets[name] = {
      source: { path: `../asset.${name}`, packaging: 'zip' },
      destinations: { current: { bucketName: 'assets', objectKey: `${name}.zip` } },
    };
  }
  for (const [name, template] of Object.entries(stacks)) {
    writeFileSync(join(stage, `${name}.template.json`), JSON.stringify(template));
    artifacts[name] = {
      type: 'aws:cloudformation:stack',
      environment: 'aws://123456789012/eu-central-1',
      properties: { templateFile: `${name}.template.json`, stackName: name },
    };
  }
  artifacts.assets = { type: 'cdk:asset-manifest', properties: { file: 'stacks.assets.json' } };
  writeFileSync(join(stage, 'stacks.assets.json'), JSON.stringify({ files: assets }));
  writeFileSync(join(stage, 'manifest.json'), JSON.stringify({ artifacts }));
  writeFileSync(
    join(directory, 'manifest.json'),
    JSON.stringify({
      artifacts: {
        'assembly-Test': {
          type: 'cdk:cloud-assembly',
          properties: { directoryName: 'assembly-Test', displayName: 'Test' },
        },
      },
    }),
  );
}
