import type { LocalContext, LocalPart } from '../service.ts';
import type { Api } from './api-gateway/api.ts';
import { apiGatewayResources } from './api-gateway/resources.ts';
import { cloudFrontPart } from './cloudfront/part.ts';
import { eventBridge } from './eventbridge/part.ts';
import { httpApiPart } from './http-api/part.ts';
import { stepFunctionsPart } from './step-functions/part.ts';
import { webSocketPart } from './websocket/part.ts';

/** API Gateway, Step Functions, EventBridge and CloudFront. */
export function edgeParts(context: LocalContext, { workflowRetryPace = 1 } = {}): LocalPart[] {
  const apis = new Map<string, Api>();
  const events = eventBridge(context);
  return [
    { name: 'api-gateway', providers: [apiGatewayResources(context, apis)] },
    httpApiPart(context, apis),
    webSocketPart(context, apis),
    // Stops before the bus, which takes the news of executions to the end.
    events.part,
    stepFunctionsPart(context, events.announce, workflowRetryPace),
    cloudFrontPart(context),
  ];
}
