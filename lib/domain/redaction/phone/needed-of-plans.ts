/** Places in a country's plan, as METADATA.md of libphonenumber-js has them, of what finding numbers reads. */
export const planFields = { callingCode: 0, pattern: 2, lengths: 3, trunkPrefix: 5 } as const;
const needed = new Set<number>(Object.values(planFields));

type Plans = Readonly<Record<string, readonly unknown[]>>;

/** The module that bundlers are to take another form of. */
export const plansModule = /libphonenumber-js\/metadata\.min\.json\.js$/;

/**
 * The library's metadata with what finding numbers reads, every field in its place: a fifth of it. How numbers are
 * written and which of them are mobile is the rest.
 * @param module text of {@link plansModule}
 */
export function neededOfPlans(module: string): string {
  const [, json] = module.match(/^export default (\{.*\})\s*;?\s*$/m) ?? [];
  if (json === undefined) throw new Error('The metadata of libphonenumber-js is no longer one JSON value');
  const { country_calling_codes, countries, nonGeographic } = JSON.parse(json);
  const plans = { country_calling_codes, countries: slim(countries), nonGeographic: slim(nonGeographic) };
  return `export default ${JSON.stringify(plans)};`;
}

function slim(plans: Plans): Plans {
  return Object.fromEntries(
    Object.entries(plans).map(([name, plan]) => [
      name,
      Array.from({ length: plan[planFields.trunkPrefix] ? 6 : 4 }, (_, field) =>
        needed.has(field) ? plan[field] : 0,
      ),
    ]),
  );
}
