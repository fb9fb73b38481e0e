import { AwsError } from '../service.ts';

/** Why the gateway turns a request away before a service sees it. */
export type Refusal =
  | {
      readonly kind:
        | 'unsigned'
        | 'malformed'
        | 'unknown-key'
        | 'expired-token'
        | 'mismatch'
        | 'content-mismatch'
        | 'expired-link';
    }
  | { readonly kind: 'skewed' | 'wrong-region' | 'unsigned-header' | 'denied'; readonly detail: string };

/** How a family of services calls each refusal: code and status. */
type Wording = Record<Refusal['kind'], readonly [code: string, status: number]>;

const json = (status: number): Wording => ({
  unsigned: ['MissingAuthenticationTokenException', status],
  malformed: ['IncompleteSignatureException', status],
  'unknown-key': ['UnrecognizedClientException', status],
  'expired-token': ['ExpiredTokenException', status],
  mismatch: ['InvalidSignatureException', status],
  'content-mismatch': ['InvalidSignatureException', status],
  'expired-link': ['InvalidSignatureException', status],
  skewed: ['InvalidSignatureException', status],
  'wrong-region': ['InvalidSignatureException', status],
  'unsigned-header': ['InvalidSignatureException', status],
  denied: ['AccessDeniedException', status],
});

const xml: Wording = {
  unsigned: ['MissingAuthenticationToken', 403],
  malformed: ['IncompleteSignature', 400],
  'unknown-key': ['InvalidClientTokenId', 403],
  'expired-token': ['ExpiredToken', 403],
  mismatch: ['SignatureDoesNotMatch', 403],
  'content-mismatch': ['SignatureDoesNotMatch', 403],
  'expired-link': ['SignatureDoesNotMatch', 403],
  skewed: ['SignatureDoesNotMatch', 403],
  'wrong-region': ['SignatureDoesNotMatch', 403],
  'unsigned-header': ['SignatureDoesNotMatch', 403],
  denied: ['AccessDenied', 403],
};

const s3: Wording = {
  ...xml,
  unsigned: ['AccessDenied', 403],
  malformed: ['AuthorizationHeaderMalformed', 400],
  'unknown-key': ['InvalidAccessKeyId', 403],
  'expired-token': ['ExpiredToken', 400],
  'content-mismatch': ['XAmzContentSHA256Mismatch', 400],
  'expired-link': ['AccessDenied', 403],
  skewed: ['RequestTimeTooSkewed', 403],
  'wrong-region': ['AuthorizationHeaderMalformed', 400],
  'unsigned-header': ['AccessDenied', 403],
};

const wordings: Record<string, Wording> = {
  s3,
  sqs: xml,
  cloudfront: xml,
  lambda: json(403),
  'execute-api': json(403),
  'rds-data': json(403),
};

const calculated =
  'The request signature we calculated does not match the signature you provided. Check your';

/** The refusal in the words of the service that was asked. */
export function refusalError(service: string, refusal: Refusal): AwsError {
  const [code, status] = (wordings[service] ?? json(400))[refusal.kind];
  return new AwsError(code, message(service, refusal), status);
}

function message(service: string, refusal: Refusal): string {
  switch (refusal.kind) {
    case 'unsigned':
      return service === 's3' ? 'Access Denied' : 'Missing Authentication Token';
    case 'malformed':
      return service === 's3'
        ? 'The authorization header that you provided is not valid.'
        : 'The request signature does not conform to AWS standards.';
    case 'unknown-key':
      return service === 's3'
        ? 'The AWS Access Key Id you provided does not exist in our records.'
        : 'The security token included in the request is invalid.';
    case 'expired-token':
      return service === 's3'
        ? 'The provided token has expired.'
        : 'The security token included in the request is expired';
    case 'mismatch':
      return service === 's3'
        ? `${calculated} key and signing method.`
        : `${calculated} AWS Secret Access Key and signing method. Consult the service documentation for details.`;
    case 'content-mismatch':
      return "The provided 'x-amz-content-sha256' header does not match what was computed.";
    case 'expired-link':
      return 'Request has expired';
    case 'skewed':
      return service === 's3'
        ? 'The difference between the request time and the current time is too large.'
        : refusal.detail;
    default:
      return refusal.detail;
  }
}
