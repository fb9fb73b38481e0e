import plans from 'libphonenumber-js/min/metadata';
import { planFields } from './needed-of-plans.ts';

/*
 * The numbering plans that libphonenumber-js keeps up to date, without its code: to parse and to write numbers is more
 * than is asked for here, and would be a fifth of what the extension may weigh. Bundles hold only `planFields`.
 */
type Plan = readonly [
  code: string,
  international: string,
  pattern: string,
  lengths: readonly number[],
  ...unknown[],
];

const byCountry = plans.countries as unknown as Readonly<Record<string, Plan>>;
const countriesOf = plans.country_calling_codes as Readonly<Record<string, readonly string[]>>;
const shared = plans.nonGeographic as unknown as Readonly<Record<string, Plan>>;
const patterns = new Map<Plan, RegExp>();

/** Digits with their calling code, as behind a plus. */
export function isInternationalNumber(digits: string): boolean {
  for (const length of [1, 2, 3]) {
    const code = digits.slice(0, length);
    const candidates = countriesOf[code]?.map((country) => byCountry[country]) ?? [shared[code]];
    if (candidates.some((plan) => plan && fits(plan, digits.slice(length)))) return true;
  }
  return false;
}

/** Digits as they are dialled inside a country, with the trunk prefix or without. */
export function isNationalNumber(digits: string, country: string): boolean {
  const plan = byCountry[country];
  if (!plan) return false;
  const trunk = plan[planFields.trunkPrefix];
  const without =
    typeof trunk === 'string' && digits.startsWith(trunk) ? digits.slice(trunk.length) : undefined;
  return fits(plan, digits) || (without !== undefined && fits(plan, without));
}

function fits(plan: Plan, national: string): boolean {
  if (!plan[planFields.lengths].includes(national.length)) return false;
  const pattern = patterns.get(plan) ?? new RegExp(`^(?:${plan[planFields.pattern]})$`);
  patterns.set(plan, pattern);
  return pattern.test(national);
}
