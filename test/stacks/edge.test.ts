import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { ofType, only, region, synthesized } from './product.ts';

const behaviour = z.object({
  PathPattern: z.optional(z.string()),
  TargetOriginId: z.string(),
  TrustedKeyGroups: z.optional(z.array(z.string())),
  CachePolicyId: z.string(),
  FunctionAssociations: z.optional(z.array(z.object({ FunctionARN: z.string() }))),
  ViewerProtocolPolicy: z.string(),
});
const distributionConfig = z.object({
  Origins: z.array(
    z.object({
      Id: z.string(),
      DomainName: z.string(),
      OriginAccessControlId: z.optional(z.string()),
      OriginCustomHeaders: z.optional(z.array(z.object({ HeaderName: z.string(), HeaderValue: z.string() }))),
    }),
  ),
  DefaultCacheBehavior: behaviour,
  CacheBehaviors: z.array(behaviour),
  CustomErrorResponses: z.array(z.looseObject({ ResponsePagePath: z.string(), ErrorCode: z.number() })),
  Logging: z.optional(z.unknown()),
  ViewerCertificate: z.optional(z.object({ MinimumProtocolVersion: z.string() })),
  Aliases: z.optional(z.array(z.string())),
});

const resources = synthesized();

function distributionOf(all = resources) {
  return distributionConfig.parse(only(all, 'AWS::CloudFront::Distribution').properties.DistributionConfig);
}

const distribution = distributionOf();
const behaviours = [distribution.DefaultCacheBehavior, ...distribution.CacheBehaviors];
const originOf = ({ TargetOriginId }: { readonly TargetOriginId: string }) =>
  distribution.Origins.find(({ Id }) => Id === TargetOriginId)?.DomainName;

test('each path leads to its origin', () => {
  const api = '<Api/HttpApi>.execute-api.us-east-1.amazonaws.com';
  const published = '<Edge/Published/Bucket.RegionalDomainName>';
  expect(Object.fromEntries(behaviours.map((b) => [b.PathPattern ?? 'default', originOf(b)]))).toEqual({
    default: '<Edge/Web/Bucket.RegionalDomainName>',
    '/g/*': published,
    '/p/*': published,
    '/s/*': api,
    '/v1/configuration': api,
    '/v1/guides/*/access': api,
    '/oidc/*': api,
  });
});

test('the edge shows the API a secret that is in no template, and shows it nowhere else', () => {
  const shown = distribution.Origins.filter(({ OriginCustomHeaders }) => OriginCustomHeaders);
  expect(shown.map(({ DomainName }) => DomainName)).toEqual([
    '<Api/HttpApi>.execute-api.us-east-1.amazonaws.com',
  ]);
  expect(shown[0]?.OriginCustomHeaders).toEqual([
    {
      HeaderName: 'x-guidewright-edge',
      HeaderValue: '{{resolve:secretsmanager:<Edge/ProofSecret>:SecretString:::}}',
    },
  ]);
  const secret = only(resources, 'AWS::SecretsManager::Secret', ({ path }) => path === 'Edge/ProofSecret');
  expect(secret.properties.GenerateSecretString).toMatchObject({ PasswordLength: 64 });
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
