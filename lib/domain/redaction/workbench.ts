import type { EntityKind } from '../../contracts/redaction/entity-kind.ts';
import { type FindOptions, findEntities } from './find-entities.ts';

/** For tests: the parts of the text that are found to be of this kind. */
export function found(kind: EntityKind, text: string, options: FindOptions = {}): string[] {
  return findEntities(text, { ...options, kinds: [kind] }).map(({ start, end }) => text.slice(start, end));
}
