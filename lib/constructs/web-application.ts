import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefaultStackSynthesizer, Duration, Stack } from 'aws-cdk-lib';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { acknowledge, acknowledgeWildcard } from './acknowledge.ts';
import type { GuardedBucket } from './guarded-bucket.ts';
import { refusedPage, refusedPath } from './refused-page.ts';

const built = fileURLToPath(new URL('../../web/dist', import.meta.url));

const notBuilt = `<!doctype html><html lang="en"><title>Guidewright</title>
<h1>The web application is not built</h1><p>Run <code>npx vite build web</code> and deploy again.</p></html>
`;

export interface WebApplicationProps {
  readonly bucket: GuardedBucket;
}

/** Puts the built web application into its bucket. */
export class WebApplication extends Construct {
  constructor(scope: Construct, id: string, { bucket }: WebApplicationProps) {
    super(scope, id);
    const isBuilt = existsSync(join(built, 'index.html'));
    // Old files stay: a tab that is open asks for the scripts of the version that it has loaded.
    const common = { destinationBucket: bucket.bucket, prune: false };
    const page = new BucketDeployment(this, 'Page', {
      ...common,
      sources: [
        isBuilt ? Source.asset(built, { exclude: ['assets'] }) : Source.data('index.html', notBuilt),
        Source.data(refusedPath, refusedPage),
      ],
      cacheControl: [CacheControl.noCache()],
    });
    if (isBuilt && existsSync(join(built, 'assets'))) {
      new BucketDeployment(this, 'Assets', {
        ...common,
        sources: [Source.asset(join(built, 'assets'))],
        destinationKeyPrefix: 'assets',
        // Their names change with their content.
        cacheControl: [CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
      });
    }
    this.acknowledgeCopier(page, bucket);
  }

  /** The CDK brings the function that copies, its runtime and its permissions. */
  private acknowledgeCopier(deployment: BucketDeployment, bucket: GuardedBucket): void {
    const reason =
      'The CDK’s own function copies the application at deployment; it is not reached by anybody.';
    const stack = Stack.of(this);
    for (const child of stack.node.children) {
      if (!child.node.id.startsWith('Custom::CDKBucketDeployment')) continue;
      acknowledge(child, 'L1', reason);
      acknowledge(
        child,
        'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
        reason,
      );
      for (const action of ['s3:GetObject*', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*', 's3:Abort*']) {
        acknowledge(child, `IAM5[Action::${action}]`, reason);
      }
      const assets = `arn:aws:s3:::cdk-${DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets-${stack.account}-${stack.region}/*`;
      for (const objects of [bucket.bucket.arnForObjects('*'), assets]) {
        acknowledgeWildcard(child as Construct, objects, reason);
      }
    }
    deployment.node.addDependency(bucket);
  }
}
