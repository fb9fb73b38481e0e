import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { customResourcesPart } from './custom-resources/part.ts';
import { type AccessKey, createKeyIssuer } from './gateway/credentials.ts';
import { createFaults, type Faults } from './gateway/faults.ts';
import { createGateway, type Gateway } from './gateway/gateway.ts';
import { createRoles } from './iam/roles.ts';
import { createLambdaPart, type LambdaPart, type LambdaSettings } from './lambda/part.ts';
import type {
  InvokeResult,
  InvokeSource,
  LocalContext,
  LocalLogEvent,
  LocalPart,
  LocalPorts,
} from './service.ts';
import { inertPart } from './static-types/inert.ts';
import { localAddresses } from './templates/addresses.ts';
import type { Assembly } from './templates/assembly.ts';
import type { References } from './templates/references.ts';
import { createAll, identifyAll } from './templates/stand-up.ts';

export interface CloudOptions {
  readonly assembly: Assembly;
  readonly stateDirectory: string;
  readonly ports: LocalPorts;
  readonly log: (event: LocalLogEvent) => void;
  readonly lambda: LambdaSettings;
  /** The services beside IAM, Lambda and custom resources, in the order in which they start. */
  readonly parts: (context: LocalContext) => readonly LocalPart[];
}

export interface RunningCloud {
  readonly admin: AccessKey;
  readonly faults: Faults;
  readonly references: References;
  readonly localAddress: (text: string) => string;
  invoke(functionArn: string, event: unknown): Promise<InvokeResult>;
  stop(): Promise<void>;
}

/** Puts the parts together, stands the assembly up, and lets it run. */
export async function runCloud({
  assembly,
  stateDirectory,
  ports,
  log,
  lambda: settings,
  parts: otherParts,
}: CloudOptions): Promise<RunningCloud> {
  const { account, region } = assembly;
  const endpoint = `http://127.0.0.1:${ports.gateway}`;
  const keys = createKeyIssuer(join(stateDirectory, 'gateway'), account);
  const roles = createRoles({ account });
  const faults = createFaults();
  let references: References | undefined;
  const localAddress = localAddresses({
    ports,
    region,
    protocolOf: (apiId) => references && protocolOf(references, apiId),
  });
  const gateway = createGateway({
    account,
    region,
    roles,
    keys,
    faults,
    log,
    workerOf: (accessKeyId) => lambda.workerOf(accessKeyId),
  });
  const context: LocalContext = {
    stateDirectory,
    account,
    region,
    endpoint,
    ports,
    log,
    localAddress,
    asset: (objectKey) => {
      const path = assembly.assets.get(objectKey);
      if (path === undefined) throw new Error(`The assembly has no asset ${objectKey}`);
      return path;
    },
    invoke: (functionArn, event, source) => invokeFrom(gateway, lambda, functionArn, event, source),
    call: (caller, call) => gateway.call(caller, call),
    functionRole: (functionArn) => lambda.roleOf(functionArn),
  };
  const lambda = createLambdaPart(context, roles, keys, settings);
  const parts: LocalPart[] = [
    { name: 'iam', providers: roles.providers },
    inertPart(context),
    ...otherParts(context),
    lambda.part,
    customResourcesPart(context, keys.admin),
  ];
  const stop = async () => {
    // Doors first, then what stands behind them; a part that fails to stop does not keep the others.
    const failures: unknown[] = [];
    // What waits for functions lets go before they end: their end must not look like a failure of theirs.
    for (const part of [...parts].reverse())
      await part.quiesce?.().catch((error: unknown) => failures.push(error));
    for (const part of [...parts].reverse())
      await part.stop?.().catch((error: unknown) => failures.push(error));
    await gateway.close();
    if (failures.length > 0) throw new AggregateError(failures, 'Some parts of the local cloud did not stop');
  };

  try {
    gateway.add(parts.flatMap(({ services = [] }) => services));
    await Promise.all(parts.map((part) => part.start?.()));
    references = identifyAll(
      assembly,
      parts.flatMap(({ providers = [] }) => providers),
    );
    await gateway.listen(ports.gateway);
    await createAll(references, (secretId) => readSecret(gateway, secretId));
    for (const part of parts) await part.run?.();
  } catch (error) {
    await stop().catch((cause: unknown) => log({ level: 'error', part: 'cloud', message: String(cause) }));
    throw error;
  }
  return { admin: keys.admin, faults, references, localAddress, stop, invoke: lambda.invoke };
}

async function invokeFrom(
  gateway: Gateway,
  lambda: LambdaPart,
  functionArn: string,
  event: unknown,
  source: InvokeSource | undefined,
): Promise<InvokeResult> {
  if (source) {
    const { service, arn } = source;
    const principal = { arn: service, admin: false, service, ...(arn !== undefined && { sourceArn: arn }) };
    const resource = functionArn.split(':').slice(0, 7).join(':');
    const refusal = gateway.refusal('lambda', principal, 'lambda:InvokeFunction', resource);
    if (refusal !== undefined)
      return {
        ok: false,
        requestId: randomUUID(),
        functionError: 'Unhandled',
        error: { errorType: 'AccessDeniedException', errorMessage: refusal },
      };
  }
  return lambda.invoke(functionArn, event);
}

function protocolOf(references: References, apiId: string): 'HTTP' | 'WEBSOCKET' | undefined {
  for (const { id, type } of references.types())
    if (type === 'AWS::ApiGatewayV2::Api' && references.identity(id).ref === apiId)
      return references.resource(id).properties.ProtocolType === 'WEBSOCKET' ? 'WEBSOCKET' : 'HTTP';
  return undefined;
}

async function readSecret(gateway: Gateway, secretId: string): Promise<string> {
  const { status, body } = await gateway.call('service', {
    service: 'secretsmanager',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'secretsmanager.GetSecretValue',
    },
    body: JSON.stringify({ SecretId: secretId }),
  });
  if (status !== 200) throw new Error(`Cannot read the secret ${secretId}: ${String(body)}`);
  const { SecretString } = JSON.parse(String(body)) as { SecretString?: string };
  if (SecretString === undefined) throw new Error(`The secret ${secretId} has no text`);
  return SecretString;
}
