import { expect, test } from 'vitest';
import { ofType, only, region, synthesized } from './product.ts';

const sharedRegions = ['us-east-1', 'eu-central-1', 'ap-southeast-2'];
const directoryOf = (resources: ReturnType<typeof synthesized>) =>
  ofType(resources, 'AWS::DynamoDB::GlobalTable');

/** What of its function's environment and grants names the directory. */
function readers(resources: ReturnType<typeof synthesized>) {
  const admit = only(
    resources,
    'AWS::Lambda::Function',
    ({ properties }) => properties.Description === 'functions/identity/admit-request.ts',
  );
  const { DIRECTORY_TABLE_NAME } = (admit.properties.Environment as { Variables: Record<string, string> })
    .Variables;
  const policies = ofType(resources, 'AWS::IAM::Policy').filter(({ stack }) => stack === 'Authorizer');
  return { name: DIRECTORY_TABLE_NAME, policies: JSON.stringify(policies) };
}

test('the first shared region declares the directory, with a copy in every other', () => {
  const resources = synthesized({ ...region, sharedRegions });
  const [directory] = directoryOf(resources);
  expect(directory?.properties.TableName).toBe('guidewright-tenant-directory');
  expect(directory?.deletionPolicy).toBe('Retain');
  const replicas = directory?.properties.Replicas as { Region: string; DeletionProtectionEnabled: boolean }[];
  expect(replicas.map(({ Region }) => Region).sort()).toEqual(sharedRegions.toSorted());
  for (const replica of replicas)
    expect(replica).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
});

test('the others declare none and read the copy in their own region', () => {
  const resources = synthesized({ ...region, region: 'eu-central-1', sharedRegions });
  expect(directoryOf(resources)).toEqual([]);
  const { name, policies } = readers(resources);
  expect(name).toBe('guidewright-tenant-directory');
  expect(policies).toContain(':dynamodb:eu-central-1:111111111111:table/guidewright-tenant-directory');
});

test('a dedicated tenant has a directory of its own, in its own region alone', () => {
  const resources = synthesized({ ...region, name: 'DedicatedAcme' });
  const [directory] = directoryOf(resources);
  expect(directory?.properties).not.toHaveProperty('TableName');
  expect(directory?.properties.Replicas).toMatchObject([{ Region: 'us-east-1' }]);
  expect(readers(resources).name).toBe('<DirectoryData/TenantDirectory>');
});
