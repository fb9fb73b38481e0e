import * as z from 'zod/mini';

/* The schemas are marked pure, so that the recognizers can be bundled without them. */

export const categories = [
  'financial',
  'contact',
  'government-id',
  'health',
  'network',
  'credentials',
  'personal',
] as const;
export const category = /* @__PURE__ */ z.enum(categories);
/** What a company switches on or off together. */
export type Category = z.infer<typeof category>;

/** Every kind of sensitive text that rules can find, with its category. */
export const categoryOf = {
  card: 'financial',
  iban: 'financial',
  'us-aba': 'financial',
  'crypto-address': 'financial',
  email: 'contact',
  phone: 'contact',
  'postal-address': 'contact',
  'us-ssn': 'government-id',
  'us-itin': 'government-id',
  'us-passport': 'government-id',
  'us-driver-licence': 'government-id',
  'uk-nino': 'government-id',
  'ca-sin': 'government-id',
  'au-tfn': 'government-id',
  'au-abn': 'government-id',
  'in-aadhaar': 'government-id',
  'in-pan': 'government-id',
  'es-nif': 'government-id',
  'it-fiscal-code': 'government-id',
  'de-tax-id': 'government-id',
  'pl-pesel': 'government-id',
  'us-mbi': 'health',
  'us-npi': 'health',
  'uk-nhs': 'health',
  'au-medicare': 'health',
  'ip-address': 'network',
  'mac-address': 'network',
  url: 'network',
  'url-credentials': 'credentials',
  'api-key': 'credentials',
  password: 'credentials',
  'date-of-birth': 'personal',
  'person-name': 'personal',
} as const satisfies Record<string, Category>;

export type EntityKind = keyof typeof categoryOf;
export const entityKinds = Object.keys(categoryOf) as EntityKind[];
export const entityKind = /* @__PURE__ */ z.enum(entityKinds as [EntityKind, ...EntityKind[]]);

/** An address in the web gives nobody away by itself: sought only by those who ask for it. */
export const soughtUnasked: readonly EntityKind[] = entityKinds.filter((kind) => kind !== 'url');

/**
 * `light` finds what its form shows, or form and words together; `standard` also what only the words around give away;
 * `strict` also what may well be something else.
 */
export const strictnesses = ['light', 'standard', 'strict'] as const;
export const strictness = /* @__PURE__ */ z.enum(strictnesses);
export type Strictness = z.infer<typeof strictness>;

/** A sensitive part of a text; `start` and `end` in UTF-16 code units, `confidence` between 0 and 1. */
export interface Entity {
  readonly kind: EntityKind;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}
