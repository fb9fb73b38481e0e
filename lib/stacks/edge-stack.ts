import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import { KeyGroup, PublicKey } from 'aws-cdk-lib/aws-cloudfront';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Env as CreateSigningKeyEnv } from '../../functions/share/create-signing-key.ts';
import { AccessLogBucket } from '../constructs/access-log-bucket.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { DeploymentTask } from '../constructs/deployment-task.ts';
import { EdgeDistribution } from '../constructs/edge-distribution.ts';
import { allow } from '../constructs/grants.ts';
import { GuardedBucket } from '../constructs/guarded-bucket.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import { WebApplication } from '../constructs/web-application.ts';
import type { ApiStack } from './api-stack.ts';
import type { GuidesDataStack } from './guides-data-stack.ts';

export interface EdgeStackProps extends ProductStackProps {
  readonly api: ApiStack;
  readonly guides: GuidesDataStack;
  readonly domain: { readonly name: string; readonly certificateArn: string } | undefined;
}

/** What the world sees: one address for the application, published guides and the API. */
export class EdgeStack extends ProductStack {
  readonly published: GuardedBucket;
  /** RSA private key (PEM) that signs readers' cookies. */
  readonly signingSecret: ISecret;
  /** What the edge shows the API, so that it is believed whom it speaks for. */
  readonly proofSecret: ISecret;
  readonly keyPairId: string;
  readonly url: string;

  constructor(scope: Construct, id: string, { api, guides, domain, ...props }: EdgeStackProps) {
    super(scope, id, props);
    const accessLogs = new AccessLogBucket(this, 'AccessLogs');
    this.published = new GuardedBucket(this, 'Published', { accessLogs });
    const web = new GuardedBucket(this, 'Web', { accessLogs });
    this.signingSecret = this.addSigningSecret();
    this.proofSecret = this.addProofSecret();
    const publicKey = this.addPublicKey();
    this.keyPairId = publicKey.publicKeyId;
    const edge = new EdgeDistribution(this, 'Edge', {
      web,
      published: this.published,
      apiHost: api.httpHost,
      apiProof: this.proofSecret.secretValue,
      readers: new KeyGroup(this, 'Readers', { items: [publicKey] }),
      policies: {
        web: {
          ...nothing,
          'script-src': ["'self'"],
          // The component library sets styles from script.
          'style-src': ["'self'", "'unsafe-inline'"],
          'font-src': ["'self'", 'data:'],
          // The slash at its end takes in every path under it.
          'img-src': ["'self'", 'data:', 'blob:', `https://${guides.media.bucket.bucketRegionalDomainName}/`],
          'connect-src': ["'self'", api.httpUrl, api.preview.url],
        },
        // Pages narrow this themselves, to the hashes of the one script and style that they carry.
        published: {
          ...nothing,
          'script-src': ["'self'", "'unsafe-inline'"],
          'style-src': ["'self'", "'unsafe-inline'"],
          'img-src': ["'self'", 'data:'],
        },
      },
      domain,
    });
    this.url = edge.url;
    new WebApplication(this, 'WebApplication', { bucket: web });
    new CfnOutput(this, 'EdgeUrl', { value: this.url });
  }

  private addSigningSecret(): ISecret {
    const secret = new Secret(this, 'SigningSecret', {
      description: 'Private key that signs the cookies which open private guides',
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      secret,
      'SMG4',
      'A new key needs a new public key in the key group first, which only a deployment can do.',
    );
    return secret;
  }

  private addProofSecret(): ISecret {
    const secret = new Secret(this, 'ProofSecret', {
      description: 'Shows the API that a request came through the edge',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      // Nothing is lost with it: another one is made with another edge.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(
      secret,
      'SMG4',
      'CloudFormation reads it when it changes the distribution: a new value by hand takes the steps of docs/runbooks/signing-keys.md.',
    );
    return secret;
  }

  private addPublicKey(): PublicKey {
    const createKey = new NodeFunction<CreateSigningKeyEnv>(this, 'CreateSigningKey', {
      entry: 'functions/share/create-signing-key.ts',
      environment: { SIGNING_SECRET_ARN: this.signingSecret.secretArn },
      memory: 1_024,
    });
    allow(createKey, {
      actions: ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
      resources: [this.signingSecret.secretArn],
    });
    const task = new DeploymentTask(this, 'SigningKey', {
      resourceType: 'Custom::SigningKey',
      handler: createKey,
    });
    return new PublicKey(this, 'PublicKey', { encodedKey: task.attribute('PublicKey') });
  }
}

const nothing = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};
