import type { TemplateResource } from '../service.ts';
import { UnsupportedError } from '../service.ts';

/** Properties that describe and bill, and change nothing about how a resource behaves. */
const descriptive = ['Tags', 'Description'];

/** Refuses every property that is neither acted upon nor knowingly accepted. */
export function allowProperties(resource: TemplateResource, known: readonly string[]): void {
  for (const property of Object.keys(resource.properties)) {
    if (!known.includes(property) && !descriptive.includes(property)) {
      throw new UnsupportedError(`property ${property} of ${resource.type} (${resource.id})`);
    }
  }
}

export function textProperty(resource: TemplateResource, name: string): string | undefined {
  const value = resource.properties[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** CloudFormation templates carry numbers as numbers or as text. */
export function numberProperty(resource: TemplateResource, name: string, otherwise: number): number {
  const value = resource.properties[name];
  if (value === undefined) return otherwise;
  const number = Number(value);
  if (!Number.isFinite(number)) {
    throw new UnsupportedError(`${name} "${String(value)}" of ${resource.type} (${resource.id})`);
  }
  return number;
}

export function flag(value: unknown): boolean {
  return value === true || value === 'true';
}

/** A nested object; `{}` when absent. */
export function section(properties: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = properties[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

export function sections(
  properties: Record<string, unknown>,
  name: string,
): readonly Record<string, unknown>[] {
  const value = properties[name];
  return Array.isArray(value) ? (value as readonly Record<string, unknown>[]) : [];
}
