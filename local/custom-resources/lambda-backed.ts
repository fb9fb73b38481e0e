import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { LocalContext, TemplateResource } from '../service.ts';
import { rewriteStrings } from '../templates/addresses.ts';
import { stackId } from '../templates/references.ts';
import type { Remembered } from './remembered.ts';
import type { CustomResourceResponse, ResponseListener } from './response-listener.ts';

/**
 * Runs the function behind a custom resource as CloudFormation does: a Create, or an Update when the
 * properties differ from the remembered ones. Unchanged properties do not run it.
 */
export async function runCustomResource(
  resource: TemplateResource,
  remembered: Remembered | undefined,
  context: LocalContext,
  listener: ResponseListener,
): Promise<Remembered> {
  const properties = asText(rewriteStrings(resource.properties, context.localAddress)) as Record<
    string,
    unknown
  >;
  if (remembered && isDeepStrictEqual(remembered.properties, properties)) return remembered;
  const { url, response, forget } = await listener.expect();
  const request = {
    RequestType: remembered ? 'Update' : 'Create',
    ResponseURL: url,
    StackId: stackId(context.account, context.region, resource.stack),
    RequestId: randomUUID(),
    ResourceType: resource.type,
    LogicalResourceId: resource.logicalId,
    ServiceToken: properties.ServiceToken,
    ResourceProperties: properties,
    ...(remembered && {
      PhysicalResourceId: remembered.physicalId,
      OldResourceProperties: remembered.properties,
    }),
  };
  try {
    const answer = await Promise.race([
      response,
      failureOf(context, String(properties.ServiceToken), request),
    ]);
    if (answer.Status !== 'SUCCESS') throw new Error(answer.Reason ?? 'the function gave no reason');
    return {
      properties,
      physicalId: answer.PhysicalResourceId ?? remembered?.physicalId ?? request.RequestId,
      data: Object.fromEntries(Object.entries(answer.Data ?? {}).map(([key, value]) => [key, String(value)])),
    };
  } finally {
    forget();
  }
}

/** How long after a function's end its answer may still be under way. */
const graceMs = 5_000;

/** The function's own failure ends the wait at once; CloudFormation would wait for an hour. */
async function failureOf(
  context: LocalContext,
  functionArn: string,
  request: object,
): Promise<CustomResourceResponse> {
  const result = await context.invoke(functionArn, request);
  if (!result.ok)
    return { Status: 'FAILED', Reason: `${result.error.errorType}: ${result.error.errorMessage}` };
  await new Promise((resolve) => setTimeout(resolve, graceMs).unref());
  return { Status: 'FAILED', Reason: `${functionArn} ended without answering to its ResponseURL` };
}

/** CloudFormation hands every scalar to a custom resource as text. */
function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asText(item)]));
  return String(value);
}
