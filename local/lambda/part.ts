import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { generatedName, resourceUuid } from '../data/physical-name.ts';
import { allowProperties, numberProperty, section, textProperty } from '../data/template-properties.ts';
import type { KeyIssuer } from '../gateway/credentials.ts';
import type { CallingWorker } from '../gateway/faults.ts';
import type { Roles } from '../iam/roles.ts';
import {
  AwsError,
  type InvokeResult,
  type LocalContext,
  type LocalPart,
  type ResourceProvider,
  type TemplateResource,
} from '../service.ts';
import { type AsyncInvocations, createAsyncInvocations } from './async-invocations.ts';
import { createDestinations } from './destinations.ts';
import { functionName, nameInReference } from './function-definition.ts';
import { createFunctionPolicies } from './function-policies.ts';
import { createFunctions, type Functions } from './functions.ts';
import { createInvokeService } from './invoke-service.ts';

export interface LambdaSettings {
  readonly workersPerFunction: number;
  readonly idleWorkerMs: number;
  readonly asyncRetryDelaysMs: readonly [number, number];
}

export interface LambdaPart {
  readonly part: LocalPart;
  invoke(functionArn: string, event: unknown): Promise<InvokeResult>;
  workerOf(accessKeyId: string): CallingWorker | undefined;
  /** ARN of a function's role. */
  roleOf(functionArn: string): string;
}

/** Lambda: functions with their aliases, resource policies and the Invoke API. */
export function createLambdaPart(
  context: LocalContext,
  roles: Roles,
  keys: KeyIssuer,
  settings: LambdaSettings,
): LambdaPart {
  const functions = createFunctions({
    context,
    roles,
    keys,
    workersPerFunction: settings.workersPerFunction,
    idleMs: settings.idleWorkerMs,
  });
  const policies = createFunctionPolicies(functions.arnOf, context.account);
  const asynchronous = createAsyncInvocations({
    directory: join(context.stateDirectory, 'lambda', 'async'),
    get: functions.get,
    invoke: (name, event, requestId) => functions.invoke(name, { event, requestId }),
    destinations: createDestinations(context),
    retryDelaysMs: settings.asyncRetryDelaysMs,
    log: context.log,
  });
  return {
    part: {
      name: 'lambda',
      providers: [
        functionProvider(functions),
        permissionProvider((name, resource) => policies.add(name, resource)),
        versionProvider,
        aliasProvider(functions),
        eventInvokeConfigProvider(asynchronous),
        layerProvider(context),
      ],
      services: [createInvokeService(functions, asynchronous, policies)],
      run: async () => asynchronous.resume(),
      stop: async () => {
        const pending = asynchronous.stop();
        await functions.stop();
        await pending;
      },
    },
    workerOf: functions.workerOf,
    roleOf: (functionArn) => functions.get(functionArn).roleArn,
    invoke: async (reference, event) => {
      try {
        return await functions.invoke(reference, { event: JSON.stringify(event) ?? 'null' });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        const { code: errorType, message: errorMessage } = error;
        return {
          ok: false,
          requestId: randomUUID(),
          functionError: 'Unhandled',
          error: { errorType, errorMessage },
        };
      }
    },
  };
}

const functionProvider = (functions: Functions): ResourceProvider => ({
  types: ['AWS::Lambda::Function'],
  identify: (resource) => {
    const name = functionName(resource);
    return { ref: name, attributes: { Arn: functions.arnOf(name) } };
  },
  create: async (resource) => functions.define(resource),
});

const permissionProvider = (add: (name: string, resource: TemplateResource) => void): ResourceProvider => ({
  types: ['AWS::Lambda::Permission'],
  identify: (resource) => ({ ref: generatedName(resource, 100), attributes: {} }),
  create: async (resource) => add(nameInReference(String(resource.properties.FunctionName)), resource),
});

/** Every version and alias is the one bundle that the template has. */
const versionProvider: ResourceProvider = {
  types: ['AWS::Lambda::Version'],
  identify: ({ properties }) => {
    const arn = `${String(properties.FunctionName)}:1`;
    return { ref: arn, attributes: { Version: '1', FunctionArn: arn } };
  },
  create: async (resource) =>
    allowProperties(resource, [
      'FunctionName',
      'CodeSha256',
      'ProvisionedConcurrencyConfig',
      'RuntimePolicy',
    ]),
};

const aliasProvider = (functions: Functions): ResourceProvider => ({
  types: ['AWS::Lambda::Alias'],
  identify: ({ properties }) => {
    const name = nameInReference(String(properties.FunctionName));
    const arn = `${functions.arnOf(name)}:${String(properties.Name)}`;
    return { ref: arn, attributes: { AliasArn: arn } };
  },
  create: async (resource) =>
    allowProperties(resource, ['FunctionName', 'FunctionVersion', 'Name', 'ProvisionedConcurrencyConfig']),
});

const eventInvokeConfigProvider = (asynchronous: AsyncInvocations): ResourceProvider => ({
  types: ['AWS::Lambda::EventInvokeConfig'],
  identify: (resource) => ({ ref: generatedName(resource, 100), attributes: {} }),
  create: async (resource) => {
    allowProperties(resource, [
      'FunctionName',
      'Qualifier',
      'MaximumRetryAttempts',
      'MaximumEventAgeInSeconds',
      'DestinationConfig',
    ]);
    const destinations = section(resource.properties, 'DestinationConfig');
    const onFailure = section(destinations, 'OnFailure').Destination;
    const onSuccess = section(destinations, 'OnSuccess').Destination;
    asynchronous.configure(nameInReference(textProperty(resource, 'FunctionName') ?? ''), {
      maximumRetryAttempts: numberProperty(resource, 'MaximumRetryAttempts', 2),
      maximumEventAgeMs: numberProperty(resource, 'MaximumEventAgeInSeconds', 21_600) * 1000,
      ...(typeof onFailure === 'string' && { onFailure }),
      ...(typeof onSuccess === 'string' && { onSuccess }),
    });
  },
});

/** Only functions that do not run here (Python of CDK's own custom resources) have layers. */
const layerProvider = ({ region, account }: LocalContext): ResourceProvider => ({
  types: ['AWS::Lambda::LayerVersion'],
  identify: (resource) => {
    const arn = `arn:aws:lambda:${region}:${account}:layer:${resourceUuid(resource)}:1`;
    return { ref: arn, attributes: { LayerVersionArn: arn } };
  },
  create: async () => undefined,
});
