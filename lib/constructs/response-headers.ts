import { Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/** Directive → sources, such as `{'img-src': ["'self'", 'data:']}`. */
export type ContentSecurityPolicy = Readonly<Record<string, readonly string[]>>;

/** Security headers on every response of a behaviour; with a policy for pages, none for data. */
export function securityHeaders(
  scope: Construct,
  id: string,
  policy?: ContentSecurityPolicy,
): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    securityHeadersBehavior: {
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(365),
        includeSubdomains: true,
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: {
        // A share link's secret is in its path.
        referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN,
        override: true,
      },
      ...(policy
        ? { contentSecurityPolicy: { contentSecurityPolicy: policyText(policy), override: true } }
        : {}),
    },
  });
}

function policyText(policy: ContentSecurityPolicy): string {
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}
