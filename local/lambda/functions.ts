import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyIssuer } from '../gateway/credentials.ts';
import type { CallingWorker } from '../gateway/faults.ts';
import type { Roles } from '../iam/roles.ts';
import {
  AwsError,
  type InvokeResult,
  type LocalContext,
  type TemplateResource,
  UnsupportedError,
} from '../service.ts';
import {
  defineFunction,
  type FunctionDefinition,
  functionName,
  nameInReference,
} from './function-definition.ts';
import { openFunctionLog } from './function-log.ts';
import { type PoolRequest, type WorkerEnvironment, WorkerPool } from './worker-pool.ts';

export interface FunctionsOptions {
  readonly context: LocalContext;
  readonly roles: Roles;
  readonly keys: KeyIssuer;
  /** At most this many workers per function; more events wait for one of them. */
  readonly workersPerFunction: number;
  readonly idleMs: number;
}

/** Every function of the templates. A worker starts with the first event. */
export interface Functions {
  define(resource: TemplateResource): void;
  /** Throws `ResourceNotFoundException` as Lambda does. */
  get(reference: string): FunctionDefinition;
  invoke(reference: string, request: PoolRequest): Promise<InvokeResult>;
  /** Which worker an access key was given to. */
  workerOf(accessKeyId: string): CallingWorker | undefined;
  arnOf(name: string): string;
  stop(): Promise<void>;
}

const twelveHours = 12 * 3_600_000;

export function createFunctions({
  context,
  roles,
  keys,
  workersPerFunction,
  idleMs,
}: FunctionsOptions): Functions {
  const definitions = new Map<string, FunctionDefinition>();
  const pools = new Map<string, WorkerPool>();
  const workers = new Map<string, CallingWorker>();
  const directory = join(context.stateDirectory, 'lambda');
  const arnOf = (name: string) => `arn:aws:lambda:${context.region}:${context.account}:function:${name}`;

  const get = (reference: string): FunctionDefinition => {
    const name = nameInReference(reference);
    const definition = definitions.get(name);
    if (!definition)
      throw new AwsError('ResourceNotFoundException', `Function not found: ${arnOf(name)}:$LATEST`, 404);
    return definition;
  };

  const environmentOf = (definition: FunctionDefinition, worker: { kill(): void }): WorkerEnvironment => {
    const key = keys.session(definition.role, definition.name, twelveHours);
    workers.set(key.accessKeyId, { functionName: definition.name, kill: () => worker.kill() });
    const temporary = join(directory, 'tmp', definition.name);
    mkdirSync(temporary, { recursive: true });
    const own = Object.entries(definition.environment).map(([name, value]) => [
      name,
      context.localAddress(value),
    ]);
    const variables = {
      ...machineEnvironment(context, temporary),
      ...Object.fromEntries(own),
      AWS_ACCESS_KEY_ID: key.accessKeyId,
      AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
      AWS_SESSION_TOKEN: key.sessionToken ?? '',
      AWS_LAMBDA_FUNCTION_NAME: definition.name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMegabytes),
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
      LAMBDA_TASK_ROOT: codeDirectory(context, definition, directory),
      _HANDLER: definition.handler,
    };
    return { variables, forget: () => workers.delete(key.accessKeyId) };
  };

  const poolOf = (definition: FunctionDefinition): WorkerPool => {
    const known = pools.get(definition.name);
    if (known) return known;
    if (!definition.runtime.startsWith('nodejs'))
      throw new UnsupportedError(`running ${definition.name} on ${definition.runtime}`);
    const pool = new WorkerPool({
      definition,
      directory: codeDirectory(context, definition, directory),
      environment: (worker) => environmentOf(definition, worker),
      workers: workersPerFunction,
      idleMs,
      log: openFunctionLog(join(directory, 'logs'), definition.name),
    });
    pools.set(definition.name, pool);
    return pool;
  };

  return {
    arnOf,
    get,
    define: (resource) => {
      const definition = defineFunction(resource, arnOf(functionName(resource)));
      if (!roles.trusts(definition.role, 'lambda.amazonaws.com'))
        throw new Error(`The role ${definition.role} cannot be assumed by Lambda`);
      definitions.set(definition.name, definition);
    },
    invoke: async (reference, request) => poolOf(get(reference)).invoke(request),
    workerOf: (accessKeyId) => workers.get(accessKeyId),
    stop: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.stop()));
    },
  };
}

/** What Lambda's own environment has; nothing of this machine's configuration reaches a function. */
function machineEnvironment({ endpoint, region }: LocalContext, temporary: string): Record<string, string> {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    HOME: temporary,
    TMPDIR: temporary,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ENDPOINT_URL: endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_XRAY_CONTEXT_MISSING: 'IGNORE_ERROR',
  };
}

function codeDirectory(context: LocalContext, definition: FunctionDefinition, directory: string): string {
  const { code, name } = definition;
  if (code.kind === 'asset') {
    const path = context.asset(code.objectKey);
    if (!existsSync(path) || !statSync(path).isDirectory())
      throw new UnsupportedError(`the code of ${name}: ${path} is not a folder`);
    return path;
  }
  const folder = join(directory, 'inline', name);
  mkdirSync(folder, { recursive: true });
  // Inline code is CommonJS, whatever package encloses the state folder.
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}');
  writeFileSync(join(folder, 'index.js'), code.source);
  return folder;
}
