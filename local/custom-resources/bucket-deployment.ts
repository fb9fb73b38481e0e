import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { type CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import {
  DeleteObjectsCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { allowProperties, flag, textProperty } from '../data/template-properties.ts';
import { matchesPattern } from '../iam/pattern.ts';
import { type TemplateResource, UnsupportedError } from '../service.ts';
import { contentTypes } from './content-types.ts';

export interface DeploymentPorts {
  readonly s3: S3Client;
  readonly cloudFront: CloudFrontClient;
  readonly asset: (objectKey: string) => string;
  readonly localAddress: (text: string) => string;
}

interface DeployedFile {
  readonly key: string;
  readonly path: string;
  readonly markers: Record<string, string>;
}

const knownProperties = [
  'ServiceToken',
  'SourceBucketNames',
  'SourceObjectKeys',
  'SourceMarkers',
  'SourceMarkersConfig',
  'DestinationBucketName',
  'DestinationBucketKeyPrefix',
  'DestinationBucketArn',
  'RetainOnDelete',
  'Prune',
  'Exclude',
  'Include',
  'UserMetadata',
  'SystemMetadata',
  'DistributionId',
  'DistributionPaths',
  'WaitForDistributionInvalidation',
  'OutputObjectKeys',
  'Extract',
];

/** `Custom::CDKBucketDeployment`: its assets' files go into the bucket; with `Prune`, others leave it. */
export async function deployToBucket(resource: TemplateResource, ports: DeploymentPorts): Promise<void> {
  allowProperties(resource, knownProperties);
  const { properties } = resource;
  if (properties.Extract !== undefined && !flag(properties.Extract))
    throw new UnsupportedError(`Extract: false of ${resource.type} (${resource.id})`);
  const bucket = textProperty(resource, 'DestinationBucketName') ?? bucketOfArn(resource);
  const prefix = (textProperty(resource, 'DestinationBucketKeyPrefix') ?? '').replace(/^\/|\/$/g, '');
  const files = filesOf(resource, ports).filter(({ key }) => included(resource, key));
  const deployed = new Set<string>();
  for (const file of files) {
    const key = prefix === '' ? file.key : `${prefix}/${file.key}`;
    deployed.add(key);
    await ports.s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: contentOf(file),
        ContentType: contentTypes[extname(file.key).toLowerCase()] ?? 'binary/octet-stream',
        ...systemMetadata(resource),
      }),
    );
  }
  if (properties.Prune === undefined || flag(properties.Prune))
    await prune(
      ports.s3,
      bucket,
      prefix,
      (key) => !deployed.has(key) && included(resource, key.slice(prefix === '' ? 0 : prefix.length + 1)),
    );
  const distribution = textProperty(resource, 'DistributionId');
  if (distribution !== undefined)
    await invalidate(ports.cloudFront, distribution, texts(properties.DistributionPaths), prefix);
}

function bucketOfArn(resource: TemplateResource): string {
  const name = textProperty(resource, 'DestinationBucketArn')?.split(':::')[1];
  if (name === undefined) throw new Error(`${resource.id} names no destination bucket`);
  return name;
}

/** Later sources win, as later downloads overwrite earlier ones. */
function filesOf({ properties }: TemplateResource, { asset, localAddress }: DeploymentPorts): DeployedFile[] {
  const byKey = new Map<string, DeployedFile>();
  const markers = [properties.SourceMarkers ?? []].flat() as Record<string, unknown>[];
  for (const [at, objectKey] of texts(properties.SourceObjectKeys).entries()) {
    const directory = asset(objectKey);
    if (!statSync(directory).isDirectory())
      throw new UnsupportedError(`the archive ${directory} as a deployment's source`);
    const replaced = Object.fromEntries(
      Object.entries(markers[at] ?? {}).map(([marker, value]) => [marker, localAddress(String(value))]),
    );
    for (const path of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
      const absolute = join(directory, path);
      if (!statSync(absolute).isFile()) continue;
      const key = relative(directory, absolute).split(sep).join('/');
      byKey.set(key, { key, path: absolute, markers: replaced });
    }
  }
  return [...byKey.values()];
}

function contentOf({ path, markers }: DeployedFile): Buffer {
  const content = readFileSync(path);
  const present = Object.entries(markers).filter(([marker]) => content.includes(marker));
  if (present.length === 0) return content;
  return Buffer.from(
    present.reduce((text, [marker, value]) => text.replaceAll(marker, value), content.toString()),
  );
}

/** As `aws s3 sync` reads them: everything is in, `Exclude` takes out, `Include` takes in again. */
function included({ properties }: TemplateResource, key: string): boolean {
  const matches = (patterns: unknown) => texts(patterns).some((pattern) => matchesPattern(pattern, key));
  return !matches(properties.Exclude) || matches(properties.Include);
}

function systemMetadata({ properties, id }: TemplateResource): Partial<PutObjectCommandInput> {
  const members: Record<string, keyof PutObjectCommandInput> = {
    'cache-control': 'CacheControl',
    'content-type': 'ContentType',
    'content-disposition': 'ContentDisposition',
    'content-encoding': 'ContentEncoding',
    'content-language': 'ContentLanguage',
  };
  const input: Record<string, string> = {};
  for (const [name, value] of Object.entries((properties.SystemMetadata ?? {}) as Record<string, unknown>)) {
    const member = members[name];
    if (!member) throw new UnsupportedError(`the system metadata ${name} of ${id}`);
    input[member] = String(value);
  }
  return {
    ...input,
    ...(properties.UserMetadata !== undefined && {
      Metadata: properties.UserMetadata as Record<string, string>,
    }),
  };
}

async function prune(
  s3: S3Client,
  bucket: string,
  prefix: string,
  stale: (key: string) => boolean,
): Promise<void> {
  const listed = paginateListObjectsV2(
    { client: s3 },
    { Bucket: bucket, Prefix: prefix === '' ? '' : `${prefix}/` },
  );
  for await (const { Contents = [] } of listed) {
    const keys = Contents.flatMap(({ Key }) => (Key !== undefined && stale(Key) ? [{ Key }] : []));
    if (keys.length > 0)
      await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: keys, Quiet: true } }));
  }
}

async function invalidate(
  client: CloudFrontClient,
  distribution: string,
  paths: string[],
  prefix: string,
): Promise<void> {
  const items = paths.length > 0 ? paths : [`/${prefix === '' ? '' : `${prefix}/`}*`];
  await client.send(
    new CreateInvalidationCommand({
      DistributionId: distribution,
      InvalidationBatch: {
        CallerReference: String(Date.now()),
        Paths: { Quantity: items.length, Items: items },
      },
    }),
  );
}

const texts = (value: unknown): string[] => (value === undefined ? [] : [value].flat().map(String));
