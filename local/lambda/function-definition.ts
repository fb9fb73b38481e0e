import { generatedName } from '../data/physical-name.ts';
import { allowProperties, numberProperty, section, textProperty } from '../data/template-properties.ts';
import { type TemplateResource, UnsupportedError } from '../service.ts';

/** A function as its template describes it. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  /** Role name, the last part of the role's ARN. */
  readonly role: string;
  readonly roleArn: string;
  readonly handler: string;
  readonly runtime: string;
  readonly memoryMegabytes: number;
  readonly timeoutMs: number;
  readonly environment: Record<string, string>;
  readonly code: FunctionCode;
  /** Absent: no limit of its own. */
  readonly reservedConcurrency?: number;
  readonly deadLetterArn?: string;
}

type FunctionCode =
  | { readonly kind: 'asset'; readonly objectKey: string }
  | { readonly kind: 'inline'; readonly source: string };

export function functionName(resource: TemplateResource): string {
  return textProperty(resource, 'FunctionName') ?? generatedName(resource, 64);
}

/** Accepted and without meaning on one machine. */
const descriptive = [
  'Description',
  'Tags',
  'Architectures',
  'TracingConfig',
  'LoggingConfig',
  'VpcConfig',
  'EphemeralStorage',
  'RuntimeManagementConfig',
  'KmsKeyArn',
  'RecursiveLoop',
];

export function defineFunction(resource: TemplateResource, arn: string): FunctionDefinition {
  const { properties } = resource;
  allowProperties(resource, [
    ...descriptive,
    'FunctionName',
    'Role',
    'Handler',
    'Runtime',
    'MemorySize',
    'Timeout',
    'Environment',
    'Code',
    'ReservedConcurrentExecutions',
    'DeadLetterConfig',
    'Layers',
    'PackageType',
  ]);
  const runtime = textProperty(resource, 'Runtime') ?? '';
  if (runtime.startsWith('nodejs') && [properties.Layers ?? []].flat().length > 0)
    throw new UnsupportedError(`layers of a Node.js function (${resource.id})`);
  if (properties.PackageType === 'Image') throw new UnsupportedError(`container images (${resource.id})`);
  const roleArn = textProperty(resource, 'Role') ?? '';
  const deadLetterArn = section(properties, 'DeadLetterConfig').TargetArn;
  return {
    name: functionName(resource),
    arn,
    roleArn,
    role: roleArn.split('/').at(-1) ?? '',
    handler: textProperty(resource, 'Handler') ?? '',
    runtime,
    memoryMegabytes: numberProperty(resource, 'MemorySize', 128),
    timeoutMs: numberProperty(resource, 'Timeout', 3) * 1000,
    environment: Object.fromEntries(
      Object.entries(section(section(properties, 'Environment'), 'Variables')).map(([name, value]) => [
        name,
        String(value),
      ]),
    ),
    code: codeOf(resource),
    ...(properties.ReservedConcurrentExecutions !== undefined && {
      reservedConcurrency: numberProperty(resource, 'ReservedConcurrentExecutions', 0),
    }),
    ...(typeof deadLetterArn === 'string' && { deadLetterArn }),
  };
}

function codeOf(resource: TemplateResource): FunctionCode {
  const { S3Key: objectKey, ZipFile: source } = section(resource.properties, 'Code');
  if (typeof objectKey === 'string') return { kind: 'asset', objectKey };
  if (typeof source === 'string') return { kind: 'inline', source };
  throw new UnsupportedError(`the code of ${resource.id}: neither an asset nor inline`);
}

/** `<arn>`, `<arn>:<qualifier>` or a bare name, as the API takes them. */
export function nameInReference(reference: string): string {
  const decoded = decodeURIComponent(reference);
  return (
    (/^arn:aws:lambda:[^:]*:[^:]*:function:([^:]+)/.exec(decoded)?.[1] ?? decoded.split(':')[0]) || decoded
  );
}
