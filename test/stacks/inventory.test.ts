import { expect, test } from 'vitest';
import type { Resource } from './product.ts';
import { outputs, productApp, region, synthesized } from './product.ts';

/** `<stack>: <type> × <count>`, without what comes with every function or with the web application. */
function inventory(resources: readonly Resource[]): string[] {
  const left = [
    ...['AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::Logs::LogGroup', 'AWS::CloudWatch::Alarm'],
    // How many there are depends on whether the web application has been built here.
    ...['Custom::CDKBucketDeployment', 'AWS::Lambda::LayerVersion'],
  ];
  const counts = new Map<string, number>();
  for (const { stack, type } of resources) {
    if (left.includes(type)) continue;
    const line = `${stack}: ${type}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, count]) => `${line} × ${count}`).sort();
}

test('what each stack holds', () => {
  expect(inventory(synthesized())).toMatchSnapshot();
});

test('regions are equal but for their names', () => {
  const other = { ...region, name: 'Elsewhere', region: 'ap-southeast-2' } as const;
  expect(anonymous(synthesized(other), other)).toEqual(anonymous(synthesized(), region));
});

function anonymous(resources: readonly Resource[], { name, region: place }: typeof region): unknown {
  const text = JSON.stringify(resources)
    .replaceAll(name, 'STAGE')
    .replaceAll(name.toLowerCase(), 'stage')
    .replaceAll(place, 'REGION')
    // What the CDK derives from the path, Stage included.
    .replace(/[0-9A-F]{8,9}(?=")/g, 'SUFFIX')
    .replace(/"c8[0-9a-f]{40}"/g, '"REFERENCE"')
    .replace(/\{"Key":"aws-cdk:cr-owned:[^}]+\},?/g, '');
  return JSON.parse(text);
}

test('the outputs are those that the command line and the runbooks look for', () => {
  expect(outputs(productApp()).sort()).toEqual([
    'ApiUrl',
    'EdgeUrl',
    'PaymentAccountArn',
    'PreviewUrl',
    'ReadCostFunctionName',
    'RotateSigningKeyFunctionName',
    'SeedTenantFunctionName',
    'SetPlanFunctionName',
  ]);
});
