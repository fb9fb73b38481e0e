import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { ResourceProvider, TemplateResource } from '../../local/service.ts';
import { localAddresses } from '../../local/templates/addresses.ts';
import { readAssembly } from '../../local/templates/assembly.ts';
import { runInOrder } from '../../local/templates/dependencies.ts';
import { createAll, identifyAll } from '../../local/templates/stand-up.ts';
import { type StackFixture, writeAssembly } from './harness.ts';

const directories: string[] = [];

afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** Stands the stacks up with things that only remember how they were created. */
async function standUp(stacks: Record<string, StackFixture>, secrets: Record<string, string> = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'templates-'));
  directories.push(directory);
  writeAssembly(directory, { stacks });
  const created: TemplateResource[] = [];
  const provider: ResourceProvider = {
    types: ['Test::Thing'],
    identify: ({ logicalId, properties }) => {
      const name = String(properties.Name ?? logicalId);
      return { ref: name, attributes: { Arn: `arn:${name}`, 'Endpoint.Address': `${name}.internal` } };
    },
    create: async (resource) => {
      created.push(resource);
    },
  };
  const references = identifyAll(readAssembly(directory), [provider]);
  await createAll(references, async (id) => secrets[id] ?? '');
  return {
    references,
    order: created.map(({ logicalId }) => logicalId),
    properties: (logicalId: string) =>
      created.find((resource) => resource.logicalId === logicalId)?.properties,
  };
}

const thing = (Properties: Record<string, unknown> = {}, rest: object = {}) => ({
  Type: 'Test::Thing',
  Properties,
  ...rest,
});

const stack = (properties: Record<string, unknown>, rest: Partial<StackFixture> = {}) => ({
  Main: { Resources: { Other: thing(), Thing: thing(properties) }, ...rest },
});

const resolved = async (value: unknown, rest: Partial<StackFixture> = {}) =>
  (await standUp(stack({ Value: value }, rest))).properties('Thing')?.Value;

/** A placeholder of `Fn::Sub`. */
const of = (name: string) => `\${${name}}`;

test.each<[string, unknown, unknown]>([
  ['Ref', { Ref: 'Other' }, 'Other'],
  ['a pseudo parameter', { Ref: 'AWS::AccountId' }, '123456789012'],
  ['Fn::GetAtt', { 'Fn::GetAtt': ['Other', 'Arn'] }, 'arn:Other'],
  ['a dotted Fn::GetAtt', { 'Fn::GetAtt': 'Other.Endpoint.Address' }, 'Other.internal'],
  ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Other' }, 1]] }, 'a-Other-1'],
  [
    'Fn::Sub',
    { 'Fn::Sub': `${of('Other')}/${of('Other.Arn')}/${of('!Literal')}/${of('AWS::Region')}` },
    `Other/arn:Other/${of('Literal')}/eu-central-1`,
  ],
  [
    'Fn::Sub with variables',
    { 'Fn::Sub': [`${of('x')}+${of('Other')}`, { x: { Ref: 'Other' } }] },
    'Other+Other',
  ],
  ['Fn::Select of Fn::Split', { 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b'] }] }, 'b'],
  ['Fn::Select of Fn::GetAZs', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }, 'eu-central-1a'],
  ['Fn::Base64', { 'Fn::Base64': 'x' }, 'eA=='],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'small'] }, 7],
  ['Fn::If', { 'Fn::If': ['IsLocal', 'yes', { Ref: 'Missing' }] }, 'yes'],
  ['AWS::NoValue', [{ Ref: 'AWS::NoValue' }, { a: { Ref: 'AWS::NoValue' }, b: 1 }], [{ b: 1 }]],
  ['a parameter', { Ref: 'Size' }, 'large'],
])('%s is resolved', async (_name, value, expected) => {
  const rest = {
    Parameters: { Size: { Type: 'String', Default: 'large' } },
    Mappings: { Sizes: { 'eu-central-1': { small: 7 } } },
    Conditions: {
      IsLocal: {
        'Fn::And': [{ 'Fn::Equals': [{ Ref: 'Size' }, 'large'] }, { 'Fn::Not': [{ Condition: 'Never' }] }],
      },
      Never: { 'Fn::Equals': ['a', 'b'] },
    },
  };
  expect(await resolved(value, rest)).toEqual(expected);
});

test('a value of another stack arrives through its export', async () => {
  const { properties, order } = await standUp({
    Uses: { Resources: { Reader: thing({ Arn: { 'Fn::ImportValue': 'Data:Arn' } }) } },
    Data: {
      Resources: { Table: thing({ Name: 'guides' }) },
      Outputs: { Export: { Value: { 'Fn::GetAtt': ['Table', 'Arn'] }, Export: { Name: 'Data:Arn' } } },
    },
  });
  expect(properties('Reader')).toEqual({ Arn: 'arn:guides' });
  expect(order).toEqual(['Table', 'Reader']);
});

test('everything is created after what it refers to or depends on', async () => {
  const { order } = await standUp({
    Main: {
      Resources: {
        Last: thing({ A: { Ref: 'Middle' } }),
        Middle: thing({}, { DependsOn: ['First'] }),
        First: thing(),
      },
    },
  });
  expect(order).toEqual(['First', 'Middle', 'Last']);
});

test('names may refer to each other in both directions as long as they do not need each other', async () => {
  const { properties } = await standUp({
    Main: {
      Resources: {
        A: thing({ Name: 'a', Peer: { 'Fn::GetAtt': ['B', 'Arn'] } }),
        B: thing({ Name: 'b', Peer: { 'Fn::GetAtt': ['A', 'Arn'] } }),
      },
    },
  });
  expect([properties('A')?.Peer, properties('B')?.Peer]).toEqual(['arn:b', 'arn:a']);
  const knot = {
    Resources: { A: thing({ Name: { Ref: 'B' } }), B: thing({ Name: { Ref: 'A' } }) },
  };
  await expect(standUp({ Main: knot })).rejects.toThrow('The name of Main/A depends on itself');
});

test('what its condition rules out does not exist', async () => {
  const { order } = await standUp({
    Main: {
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { Here: thing({}, { DependsOn: 'Absent' }), Absent: thing({}, { Condition: 'Never' }) },
    },
  });
  expect(order).toEqual(['Here']);
});

test('a secret is read when the property that needs it is created', async () => {
  const secret = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf';
  const { properties } = await standUp(
    stack({ Url: `postgres://{{resolve:secretsmanager:${secret}:SecretString:user::}}@x` }),
    { [secret]: '{"user":"guidewright"}' },
  );
  expect(properties('Thing')).toEqual({ Url: 'postgres://guidewright@x' });
});

test('outputs are listed by stack and key', async () => {
  const { references } = await standUp({
    Main: {
      Resources: { Other: thing() },
      Outputs: { Address: { Value: { 'Fn::GetAtt': ['Other', 'Arn'] } } },
    },
  });
  expect(references.outputs()).toEqual([['Main', 'Address', 'arn:Other']]);
});

test('what is not known is refused by its name', async () => {
  const broken = (value: unknown) => standUp(stack({ Value: value }));
  await expect(broken({ 'Fn::Transform': {} })).rejects.toThrow('the intrinsic function Fn::Transform');
  await expect(broken({ 'Fn::GetAtt': ['Other', 'Colour'] })).rejects.toThrow(
    'attribute Colour of Test::Thing (Main/Other)',
  );
  await expect(broken({ 'Fn::ImportValue': 'nowhere' })).rejects.toThrow(
    'No stack of the assembly exports nowhere',
  );
  await expect(broken('{{resolve:ssm:/x}}')).rejects.toThrow('dynamic references to ssm');
  await expect(
    standUp({ Main: { Resources: { A: { Type: 'AWS::Moon::Base' }, B: { Type: 'AWS::Moon::Crater' } } } }),
  ).rejects.toThrow('AWS::Moon::Base (Main/A), AWS::Moon::Crater (Main/B)');
});

test('a failing resource is named, and nothing behind it is created', async () => {
  const ran: string[] = [];
  const nodes = new Map([
    ['behind', new Set(['broken'])],
    ['broken', new Set<string>()],
    ['beside', new Set<string>()],
  ]);
  const run = async (node: string) => {
    ran.push(node);
    if (node === 'broken') throw new Error('no');
  };
  await expect(runInOrder(nodes, run)).rejects.toThrow('no');
  expect(ran).toEqual(['broken', 'beside']);
});

test('addresses of the cloud become addresses of this machine', () => {
  const rewrite = localAddresses({
    ports: { edge: 1, api: 2, socket: 3, gateway: 4, postgres: 5, mailbox: 6 },
    region: 'eu-central-1',
    protocolOf: (id) => ({ http1: 'HTTP', ws1: 'WEBSOCKET' })[id] as 'HTTP' | 'WEBSOCKET' | undefined,
  });
  const aws = (host: string) => `${host}.eu-central-1.amazonaws.com`;
  expect(rewrite(`https://${aws('http1.execute-api')}/v1`)).toBe('http://127.0.0.1:2/v1');
  expect(rewrite(`wss://${aws('ws1.execute-api')}/prod`)).toBe('ws://127.0.0.1:3/prod');
  expect(rewrite(`https://${aws('ws1.execute-api')}/prod`)).toBe('http://127.0.0.1:4/prod');
  expect(rewrite('https://d1.cloudfront.net,https://d2.cloudfront.net')).toBe(
    'http://127.0.0.1:1,http://127.0.0.1:1',
  );
  expect(rewrite('d1.cloudfront.net')).toBe('127.0.0.1:1');
  expect(rewrite(`https://${aws('my.bucket.s3')}/k`)).toBe('http://127.0.0.1:4/my.bucket/k');
  expect(rewrite(`https://${aws('sqs')}/1/q`)).toBe('http://127.0.0.1:4/1/q');
  expect(rewrite('s3.amazonaws.com lambda.amazonaws.com')).toBe('s3.amazonaws.com lambda.amazonaws.com');
  expect(rewrite(`https://${aws('unknown.execute-api')}`)).toBe(`https://${aws('unknown.execute-api')}`);
});
