import { randomBytes } from 'node:crypto';
import type { AwsError, AwsRequest, AwsResponse, AwsService, LocalContext } from '../../service.ts';
import type { ResourcePolicies } from '../resource-policies.ts';
import { addressOf } from './address.ts';
import type { Call } from './call.ts';
import { xml } from './call.ts';
import { corsHeaders, preflight } from './cors.ts';
import { operationOf } from './operations.ts';
import type { S3Store } from './store.ts';
import type { XmlElements } from './xml.ts';
import { document, errorDocument } from './xml.ts';

/** S3's REST interface: XML for lists and errors, the object's own bytes for the rest. */
export function s3Service(context: LocalContext, store: S3Store, policies: ResourcePolicies): AwsService {
  function callOf(request: AwsRequest): Call {
    const { bucket, key } = addressOf(request);
    return { context, store, request, bucket: store.bucket(bucket), key };
  }
  const isListBuckets = (request: AwsRequest) => request.method === 'GET' && addressOf(request).bucket === '';

  return {
    names: ['s3'],
    policy: policies.find,
    permissions(request) {
      if (request.method === 'OPTIONS') return [];
      if (isListBuckets(request)) return [{ action: 's3:ListAllMyBuckets', resource: '*' }];
      const call = callOf(request);
      return operationOf(call).permissions(call);
    },
    async handle(request) {
      if (request.method === 'OPTIONS') {
        return identified(preflight(store.find(addressOf(request).bucket), request), {});
      }
      if (isListBuckets(request)) return identified(listBuckets(store), {});
      const call = callOf(request);
      return identified(await operationOf(call).run(call), corsHeaders(call.bucket, request));
    },
    error: (error, request) =>
      identified(errorResponse(error, request), corsHeaders(store.find(bucketName(request)), request)),
  };
}

/** Also for a request whose path cannot be decoded. */
function bucketName(request: AwsRequest): string {
  try {
    return addressOf(request).bucket;
  } catch {
    return '';
  }
}

function identified(response: AwsResponse, headers: Record<string, string>): AwsResponse {
  return {
    ...response,
    headers: {
      'x-amz-request-id': randomBytes(8).toString('hex').toUpperCase(),
      'x-amz-id-2': randomBytes(48).toString('base64'),
      ...response.headers,
      ...headers,
    },
  };
}

function listBuckets(store: S3Store): AwsResponse {
  const buckets = store.all().map(({ name }) => ({ Name: name }));
  return xml(200, document('ListAllMyBucketsResult', { Buckets: { Bucket: buckets } }));
}

function errorResponse(error: AwsError, request: AwsRequest): AwsResponse {
  // An answer to HEAD has no body; clients go by the status.
  if (request.method === 'HEAD') return { status: error.status };
  return xml(
    error.status,
    errorDocument({ Code: error.code, Message: error.message, ...(error.extra as XmlElements) }),
  );
}
