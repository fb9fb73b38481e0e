import { createHash } from 'node:crypto';
import type { TemplateResource } from '../service.ts';

/** Hex digest of a resource's identity: the same at every start, different between stacks. */
export function resourceDigest(resource: TemplateResource): string {
  return createHash('sha256').update(resource.id).digest('hex');
}

/** The name CloudFormation would make up: stack, logical id, and a suffix that tells namesakes apart. */
export function generatedName(resource: TemplateResource, maximum: number): string {
  const suffix = resourceDigest(resource).slice(0, 12);
  const name = `${resource.stack}-${resource.logicalId}`;
  return `${name.slice(0, maximum - suffix.length - 1)}-${suffix}`;
}

/** An identifier in UUID form, derived from the resource's identity. */
export function resourceUuid(resource: TemplateResource): string {
  const hex = resourceDigest(resource);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
