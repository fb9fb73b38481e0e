import * as z from 'zod/mini';
import { category, entityKind, strictness } from './entity-kind.ts';

/** How much a company may say. */
export const policyLimits = { terms: 200, termLength: 200, sites: 200 } as const;

const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(policyLimits.termLength));

/**
 * Words of a company's own: whole words as they stand; with `*` for any characters within a word and `?` for one; or a
 * regular expression in RE2's syntax, which takes linear time whatever it is given. All without regard to case.
 */
export const term = z.object({ match: z.enum(['exact', 'wildcard', 'regex']), text });
export type Term = z.infer<typeof term>;

/** What a recording does about what it finds: keeps it hidden, ends and sends nothing, or tells and keeps it hidden. */
export const dlpAction = z.enum(['mask', 'block-upload', 'notify']);
export type DlpAction = z.infer<typeof dlpAction>;

/** What is said otherwise for the pages of a host; the first that fits holds. */
export const siteRule = z.object({
  /** `example.com`, `*.example.com` for it and all below, or `*` for every one. */
  host: z.string().check(z.trim(), z.minLength(1), z.maxLength(253)),
  /** `block`: nothing is recorded there. */
  recording: z.enum(['allow', 'block']),
  categories: z.optional(z.partialRecord(category, z.boolean())),
});
export type SiteRule = z.infer<typeof siteRule>;

/** What a company sets. */
export const redactionRules = z.object({
  strictness,
  /** Those that are left out are on. */
  categories: z.partialRecord(category, z.boolean()),
  /** Always hidden, whatever it is. */
  always: z.array(term).check(z.maxLength(policyLimits.terms)),
  /** Never hidden, unless it is always. */
  never: z.array(term).check(z.maxLength(policyLimits.terms)),
  sites: z.array(siteRule).check(z.maxLength(policyLimits.sites)),
  action: dlpAction,
  /** Members cannot loosen it for a recording of theirs, such as by keeping what is typed. */
  locked: z.boolean(),
});
export type RedactionRules = z.infer<typeof redactionRules>;

/** What a company set and when; `revision` 0 where it has set nothing. */
export const redactionPolicy = z.extend(redactionRules, {
  revision: z.int().check(z.nonnegative()),
  updatedAt: z.optional(z.iso.datetime()),
  updatedBy: z.optional(z.string()),
});
export type RedactionPolicy = z.infer<typeof redactionPolicy>;

export const standardRules: RedactionRules = {
  strictness: 'standard',
  categories: {},
  always: [],
  never: [],
  sites: [],
  action: 'mask',
  locked: false,
};

/** What is to be hidden: found by the rules, or one of the company's own words. */
export const hiddenKind = z.union([entityKind, z.literal('term')]);
export type HiddenKind = z.infer<typeof hiddenKind>;

/** A part of a text that is to be hidden, in UTF-16 code units. */
export interface HiddenPart {
  readonly kind: HiddenKind;
  readonly start: number;
  readonly end: number;
}
