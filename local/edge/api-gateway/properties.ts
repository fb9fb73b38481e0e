import type { TemplateResource } from '../../service.ts';
import { UnsupportedError } from '../../service.ts';

export function requiredText(resource: TemplateResource, name: string): string {
  const value = resource.properties[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new UnsupportedError(`${resource.type} (${resource.id}) without ${name}`);
}

/** A list of strings; `[]` when absent. */
export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** A string map; `{}` when absent. */
export function textEntries(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, String(item)]));
}

/** The function in `arn:aws:apigateway:…:path/2015-03-31/functions/<function ARN>/invocations`, or given bare. */
export function functionArnIn(uri: string): string | undefined {
  return /(arn:aws[a-z-]*:lambda:[^/]+)(?:\/invocations)?$/.exec(uri)?.[1];
}
