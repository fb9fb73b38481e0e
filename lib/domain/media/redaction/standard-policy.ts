import type { Strictness } from '../../../contracts/redaction/entity-kind.ts';
import type { HiddenPart } from '../../../contracts/redaction/policy.ts';
import { findEntities } from '../../redaction/find-entities.ts';

/** What a company has covered on its pictures. */
export interface PicturePolicy {
  /** `strict`: what could not be looked through is not shown. */
  readonly strictness: Strictness;
  /** What of a text is to be hidden; `host` is the page's, `label` the name of the field or column. */
  readonly find: (
    text: string,
    around: { readonly host: string; readonly label?: string },
  ) => readonly HiddenPart[];
}

/** Where a company has said nothing else. */
export const standardPolicy: PicturePolicy = {
  strictness: 'standard',
  find: (text, { label }) => findEntities(text, label === undefined ? {} : { label }),
};
