import { join } from 'node:path';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { PutBucketNotificationConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import type { AccessKey } from '../gateway/credentials.ts';
import {
  type LocalContext,
  type LocalPart,
  type PhysicalResource,
  type ResourceProvider,
  type TemplateResource,
  UnsupportedError,
} from '../service.ts';
import { deployToBucket } from './bucket-deployment.ts';
import { runCustomResource } from './lambda-backed.ts';
import { rememberResources } from './remembered.ts';
import { createResponseListener } from './response-listener.ts';

/** CDK's own custom resources whose functions cannot run here: they know only https response addresses. */
const refusedTypes = ['Custom::AWS', 'Custom::CrossRegionExportWriter', 'Custom::CrossRegionExportReader'];

/** Custom resources: ours run their function, CDK's own for buckets are done natively. */
export function customResourcesPart(context: LocalContext, admin: AccessKey): LocalPart {
  const listener = createResponseListener();
  const remembered = rememberResources(join(context.stateDirectory, 'custom-resources', 'remembered.json'));
  const clients = {
    region: context.region,
    endpoint: context.endpoint,
    credentials: admin,
  };
  const s3 = new S3Client({ ...clients, forcePathStyle: true });
  const cloudFront = new CloudFrontClient(clients);

  const lambdaBacked = deferred(['Custom::*', 'AWS::CloudFormation::CustomResource'], async (resource) => {
    if (refusedTypes.includes(resource.type))
      throw new UnsupportedError(`the custom resource ${resource.type}`);
    const result = await runCustomResource(resource, remembered.get(resource.id), context, listener);
    remembered.set(resource.id, result);
    return { ref: result.physicalId, attributes: result.data };
  });
  const bucketDeployment = deferred(['Custom::CDKBucketDeployment'], async (resource) => {
    await deployToBucket(resource, {
      s3,
      cloudFront,
      asset: context.asset,
      localAddress: context.localAddress,
    });
    const bucket = String(resource.properties.DestinationBucketName ?? '');
    return { ref: resource.logicalId, attributes: { DestinationBucketArn: `arn:aws:s3:::${bucket}` } };
  });
  const notifications = deferred(['Custom::S3BucketNotifications'], async ({ properties, logicalId }) => {
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket: String(properties.BucketName),
        NotificationConfiguration: properties.NotificationConfiguration as object,
      }),
    );
    return { ref: logicalId, attributes: {} };
  });
  /** Empties a bucket when its stack is deleted, which never happens here. */
  const autoDelete = deferred(['Custom::S3AutoDeleteObjects'], async ({ logicalId }) => ({
    ref: logicalId,
    attributes: {},
  }));

  return {
    name: 'custom-resources',
    providers: [lambdaBacked, bucketDeployment, notifications, autoDelete],
    run: async () => listener.close(),
    stop: async () => {
      await listener.close();
      s3.destroy();
      cloudFront.destroy();
    },
  };
}

/** A provider whose identities are known only once the resources are there; asking earlier throws. */
function deferred(
  types: readonly string[],
  create: (resource: TemplateResource) => Promise<PhysicalResource>,
): ResourceProvider {
  const results = new Map<string, PhysicalResource>();
  const result = (id: string): PhysicalResource => {
    const found = results.get(id);
    if (!found) throw new Error(`${id} is referred to before it was created`);
    return found;
  };
  return {
    types,
    identify: ({ id }) => ({
      get ref() {
        return result(id).ref;
      },
      get attributes() {
        return result(id).attributes;
      },
    }),
    create: async (resource) => {
      results.set(resource.id, await create(resource));
    },
  };
}
