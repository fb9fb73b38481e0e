import { allowProperties, section } from '../../data/template-properties.ts';
import type { TemplateResource } from '../../service.ts';
import { UnsupportedError } from '../../service.ts';
import type { Stage, Throttle } from './api.ts';
import { requiredText, textEntries } from './properties.ts';

/** Settings that only report and therefore change nothing here. */
const reporting = ['DetailedMetricsEnabled', 'LoggingLevel', 'DataTraceEnabled'];

/** What an account may do by default, per second and at once (AWS documentation). */
const accountThrottle: Throttle = { rate: 10_000, burst: 5_000 };

export function parseStage(resource: TemplateResource): Stage {
  allowProperties(resource, [
    'ApiId',
    'StageName',
    'AutoDeploy',
    'DeploymentId',
    'DefaultRouteSettings',
    'RouteSettings',
    'StageVariables',
    'AccessLogSettings',
  ]);
  const routes = section(resource.properties, 'RouteSettings');
  const routeThrottles = new Map<string, Throttle>();
  for (const key of Object.keys(routes)) {
    const throttle = parseThrottle(section(routes, key), resource);
    if (throttle) routeThrottles.set(key, throttle);
  }
  return {
    name: requiredText(resource, 'StageName'),
    variables: textEntries(resource.properties.StageVariables),
    throttle: parseThrottle(section(resource.properties, 'DefaultRouteSettings'), resource),
    routeThrottles,
  };
}

function parseThrottle(settings: Record<string, unknown>, { id }: TemplateResource): Throttle | undefined {
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst, ...others } = settings;
  const unknown = Object.keys(others).find((name) => !reporting.includes(name));
  if (unknown) throw new UnsupportedError(`route setting ${unknown} of ${id}`);
  if (rate === undefined && burst === undefined) return undefined;
  return { rate: Number(rate ?? accountThrottle.rate), burst: Number(burst ?? accountThrottle.burst) };
}
