import { Duration, type SecretValue } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { AddBehaviorOptions, BehaviorOptions, IKeyGroup } from 'aws-cdk-lib/aws-cloudfront';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';
import { edgePaths } from '../contracts/api/edge-paths.ts';
import { edgeProofHeader } from '../contracts/api/edge-proof.ts';
import { acknowledge } from './acknowledge.ts';
import type { GuardedBucket } from './guarded-bucket.ts';
import { toApplicationPage, toFolderPage } from './path-rewrites.ts';
import { refusedPath } from './refused-page.ts';
import type { ContentSecurityPolicy } from './response-headers.ts';
import { securityHeaders } from './response-headers.ts';

export interface EdgeDistributionProps {
  readonly web: GuardedBucket;
  readonly published: GuardedBucket;
  /** Host name of the HTTP API. */
  readonly apiHost: string;
  /** Goes with every request to the API, over what the viewer may have sent under its name. */
  readonly apiProof: SecretValue;
  /** Who signs the cookies that open private guides. */
  readonly readers: IKeyGroup;
  readonly policies: { readonly web: ContentSecurityPolicy; readonly published: ContentSecurityPolicy };
  readonly domain: { readonly name: string; readonly certificateArn: string } | undefined;
}

/** The one address of the product: application, published guides and API behind it. */
export class EdgeDistribution extends Construct {
  readonly distribution: Distribution;
  /** Without a slash at its end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: EdgeDistributionProps) {
    super(scope, id);
    const { domain } = props;
    const api = this.apiBehaviour(props);
    const published = this.publishedBehaviour(props);
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Guidewright',
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultBehavior: this.applicationBehaviour(props),
      // It holds for every behaviour; no operation that is called through the edge refuses with 403.
      errorResponses: [
        {
          httpStatus: 403,
          responseHttpStatus: 403,
          responsePagePath: `/${refusedPath}`,
          ttl: Duration.seconds(5),
        },
      ],
      additionalBehaviors: {
        '/g/*': { ...published, trustedKeyGroups: [props.readers] },
        '/p/*': published,
        ...Object.fromEntries(edgePaths.map((path) => [path.replaceAll(/\{\w+\}/g, '*'), api])),
        '/oidc/*': api,
      },
      ...(domain
        ? {
            domainNames: [domain.name],
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
            certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
          }
        : {}),
    });
    this.url = `https://${domain?.name ?? this.distribution.distributionDomainName}`;
    this.acknowledgeChoices(domain !== undefined);
  }

  private applicationBehaviour({ web, policies }: EdgeDistributionProps): BehaviorOptions {
    return {
      origin: S3BucketOrigin.withOriginAccessControl(web.bucket),
      ...shown,
      responseHeadersPolicy: securityHeaders(this, 'ApplicationHeaders', policies.web),
      functionAssociations: [this.rewrite('ToApplicationPage', toApplicationPage)],
    };
  }

  private publishedBehaviour({ published, policies }: EdgeDistributionProps): BehaviorOptions {
    return {
      origin: S3BucketOrigin.withOriginAccessControl(published.bucket),
      ...shown,
      responseHeadersPolicy: securityHeaders(this, 'GuideHeaders', policies.published),
      functionAssociations: [this.rewrite('ToFolderPage', toFolderPage)],
    };
  }

  private apiBehaviour({ apiHost, apiProof }: EdgeDistributionProps): BehaviorOptions {
    return {
      origin: new HttpOrigin(apiHost, {
        // The template has a reference, which CloudFormation resolves; nothing is unwrapped here.
        customHeaders: { [edgeProofHeader]: apiProof.unsafeUnwrap() },
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy: securityHeaders(this, 'ApiHeaders'),
    };
  }

  private rewrite(id: string, code: string) {
    const edgeFunction = new EdgeFunction(this, id, {
      code: FunctionCode.fromInline(code),
      runtime: FunctionRuntime.JS_2_0,
    });
    return { function: edgeFunction, eventType: FunctionEventType.VIEWER_REQUEST };
  }

  private acknowledgeChoices(ownDomain: boolean): void {
    acknowledge(
      this,
      'CFR1',
      'Guides may be read from everywhere; who may read is decided by signed cookies.',
    );
    acknowledge(
      this,
      'CFR2',
      'A web application firewall is bought per tenant and put in front by the account that wants it.',
    );
    acknowledge(
      this,
      'CFR3',
      'Its access log would hold the whole address of every share link, which is a secret; the API logs each opening by its route, the bucket each object that the edge fetches.',
    );
    if (!ownDomain) {
      acknowledge(
        this,
        'CFR4',
        'Without a domain of its own the edge has CloudFront’s certificate, for which the oldest protocol cannot be chosen; set `domain` in lib/config/deployments.json.',
      );
    }
  }
}

const shown = {
  viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
  allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
  cachePolicy: CachePolicy.CACHING_OPTIMIZED,
  compress: true,
} satisfies AddBehaviorOptions;
