import { CfnResource, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import type { ProductApp } from '../../lib/stages/product-app.ts';
import { productApp, region } from './product.ts';

/** A stack of the product, to plant something in. */
function plot(app: ProductApp): Stack {
  const found = app.node.findAll().find((node) => node instanceof Stack && node.node.id === 'Capture');
  return found as Stack;
}

const findings = (app: ProductApp) =>
  new AwsSolutionsChecks(app).validateScope(app).violations.map(({ ruleName }) => ruleName);

test('the product synthesizes without an unacknowledged finding', () => {
  const app = productApp();
  app.synth();
  expect(findings(app)).toEqual([]);
});

test('a dedicated deployment with its own domain and alarm address synthesizes as well', () => {
  const app = productApp([
    {
      ...region,
      name: 'DedicatedAcme',
      region: 'eu-central-1',
      alarmEmail: 'operations@example.com',
      domain: {
        name: 'guides.example.com',
        certificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/00000000-0000-0000-0000-000000000000',
      },
    },
  ]);
  app.synth();
  expect(findings(app)).toEqual([]);
});

test('a planted violation of cdk-nag stops the synthesis', () => {
  const app = productApp();
  new Bucket(plot(app), 'Planted');
  expect(() => app.synth()).toThrow(/AwsSolutions-S10/);
});

test('a planted wildcard in a policy is not covered by any acknowledgement', () => {
  const app = productApp();
  const role = new Role(plot(app), 'Planted', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  role.addToPolicy(new PolicyStatement({ actions: ['s3:Get*'], resources: ['*'] }));
  role.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess'));
  expect(() => app.synth()).toThrow(/IAM5\[Action::s3:Get\*\]/);
  expect(findings(app)).toEqual([
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AdministratorAccess]',
    'AwsSolutions-IAM5[Action::s3:Get*]',
    'AwsSolutions-IAM5[Resource::*]',
  ]);
});

test.each([
  [
    'an unknown property',
    /CloudFormation-Validate::F3002/,
    (stack: Stack) =>
      new CfnResource(stack, 'Planted', { type: 'AWS::SNS::Topic', properties: { Colour: 'red' } }),
  ],
  [
    'a value of the wrong type',
    /CloudFormation-Validate::F3012/,
    (stack: Stack) => new CfnQueue(stack, 'Planted').addPropertyOverride('DelaySeconds', 'soon'),
  ],
])('%s is refused by the schema', (_name, finding, plant) => {
  const app = productApp();
  plant(plot(app));
  expect(() => app.synth()).toThrow(finding);
});
