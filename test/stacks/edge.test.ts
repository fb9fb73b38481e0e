import { expect, test } from 'vitest';
import { ofType, only, region, synthesized } from './product.ts';

interface Behaviour {
  readonly PathPattern?: string;
  readonly TargetOriginId: string;
  readonly TrustedKeyGroups?: string[];
  readonly CachePolicyId: string;
  readonly FunctionAssociations?: { FunctionARN: string }[];
  readonly ViewerProtocolPolicy: string;
}

interface Distribution {
  readonly Origins: { Id: string; DomainName: string; OriginAccessControlId?: string }[];
  readonly DefaultCacheBehavior: Behaviour;
  readonly CacheBehaviors: Behaviour[];
  readonly CustomErrorResponses: { ResponsePagePath: string; ErrorCode: number }[];
  readonly Logging?: object;
  readonly ViewerCertificate?: { MinimumProtocolVersion: string };
  readonly Aliases?: string[];
}

const resources = synthesized();

function distributionOf(all = resources): Distribution {
  const distribution = only(all, 'AWS::CloudFront::Distribution');
  return distribution.properties.DistributionConfig as unknown as Distribution;
}

const distribution = distributionOf();
const behaviours = [distribution.DefaultCacheBehavior, ...distribution.CacheBehaviors];
const originOf = ({ TargetOriginId }: Behaviour) =>
  distribution.Origins.find(({ Id }) => Id === TargetOriginId)?.DomainName;

test('each path leads to its origin', () => {
  const api = '<Api/HttpApi>.execute-api.us-east-1.amazonaws.com';
  const published = '<Edge/Published/Bucket.RegionalDomainName>';
  expect(Object.fromEntries(behaviours.map((b) => [b.PathPattern ?? 'default', originOf(b)]))).toEqual({
    default: '<Edge/Web/Bucket.RegionalDomainName>',
    '/g/*': published,
    '/p/*': published,
    '/s/*': api,
    '/v1/*': api,
    '/.well-known/*': api,
  });
});

test('guides that are not public ask for a signature, and nothing else does', () => {
  const signed = behaviours.filter(({ TrustedKeyGroups }) => TrustedKeyGroups);
  expect(signed.map(({ PathPattern, TrustedKeyGroups }) => [PathPattern, TrustedKeyGroups])).toEqual([
    ['/g/*', ['<Edge/Readers>']],
  ]);
});

test('only the application’s own paths become its page', () => {
  const rewritten = behaviours.filter(({ FunctionAssociations = [] }) =>
    FunctionAssociations.some(({ FunctionARN }) => FunctionARN.includes('ToApplicationPage')),
  );
  expect(rewritten).toEqual([distribution.DefaultCacheBehavior]);
});

test('answers of the API are never cached', () => {
  const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
  for (const behaviour of behaviours) {
    const isApi = String(originOf(behaviour)).includes('execute-api');
    expect(behaviour.CachePolicyId === cachingDisabled, behaviour.PathPattern).toBe(isApi);
  }
});

test('nothing is served in clear', () => {
  for (const { ViewerProtocolPolicy } of behaviours) {
    expect(ViewerProtocolPolicy).toMatch(/^(redirect-to-https|https-only)$/);
  }
});

test('the edge keeps no log of addresses, as a share link’s secret is in its path', () => {
  expect(distribution.Logging).toBeUndefined();
});

test('buckets let this distribution read, and nobody else', () => {
  for (const bucket of ['Published', 'Web']) {
    const policy = only(resources, 'AWS::S3::BucketPolicy', ({ path }) => path.startsWith(`Edge/${bucket}/`));
    const { Statement } = policy.properties.PolicyDocument as { Statement: { Effect: string }[] };
    expect(Statement.filter(({ Effect }) => Effect === 'Allow')).toEqual([
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Resource: `<Edge/${bucket}/Bucket.Arn>/*`,
        Condition: {
          StringEquals: {
            'AWS:SourceArn':
              'arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:distribution/<Edge/Edge/Distribution>',
          },
        },
      },
    ]);
  }
});

test('the public key is the one that the signing key’s function answered with', () => {
  const key = only(resources, 'AWS::CloudFront::PublicKey');
  expect(key.properties.PublicKeyConfig).toMatchObject({
    EncodedKey: '<Edge/SigningKey.PublicKey>',
  });
});

test('pages come with a policy that runs no foreign script and lets nobody frame them', () => {
  const policies = ofType(resources, 'AWS::CloudFront::ResponseHeadersPolicy').map(({ properties }) => {
    const { SecurityHeadersConfig } = properties.ResponseHeadersPolicyConfig as {
      SecurityHeadersConfig: Record<string, Record<string, unknown>>;
    };
    expect(SecurityHeadersConfig.FrameOptions?.FrameOption).toBe('DENY');
    expect(SecurityHeadersConfig.StrictTransportSecurity?.AccessControlMaxAgeSec).toBe(31_536_000);
    expect(SecurityHeadersConfig.ContentTypeOptions?.Override).toBe(true);
    return SecurityHeadersConfig.ContentSecurityPolicy?.ContentSecurityPolicy as string | undefined;
  });
  const pages = policies.filter((policy) => policy !== undefined);
  expect(pages).toHaveLength(2);
  for (const policy of pages) {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*(https?:|\*|unsafe-eval)/);
  }
});

test('with a domain of its own the edge refuses anything older than TLS 1.2', () => {
  const own = distributionOf(
    synthesized({
      ...region,
      domain: {
        name: 'guides.example.com',
        certificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/abc',
      },
    }),
  );
  expect(own.Aliases).toEqual(['guides.example.com']);
  expect(own.ViewerCertificate?.MinimumProtocolVersion).toBe('TLSv1.2_2021');
});

test('what may not be read is answered with a page, and nothing but 403 is replaced', () => {
  const { CustomErrorResponses } = distribution;
  expect(CustomErrorResponses).toEqual([
    { ErrorCode: 403, ResponseCode: 403, ResponsePagePath: '/refused.html', ErrorCachingMinTTL: 5 },
  ]);
  const [page] = CustomErrorResponses;
  const taking = distribution.CacheBehaviors.filter(({ PathPattern = '' }) =>
    page?.ResponsePagePath.startsWith(PathPattern.replace('*', '')),
  );
  expect(taking).toEqual([]);
  expect(originOf(distribution.DefaultCacheBehavior)).toContain('Edge/Web');
});
