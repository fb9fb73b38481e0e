import { type $ZodType, type $ZodTypes, safeParse } from 'zod/v4/core';

type Check = (value: unknown) => boolean;

/**
 * Whether a value fits the schema, without the copy that parsing makes: checking by parsing is what composing an
 * action would mostly cost. Properties that the schema does not name are left alone. What is not known here is left
 * to zod itself, so that the answer is always zod's.
 */
export function schemaCheck<Value>(schema: $ZodType<Value>): (value: unknown) => value is Value {
  const check = checkOf(schema);
  return (value): value is Value => check(value);
}

function checkOf(schema: $ZodType): Check {
  const { def } = schema._zod as $ZodTypes['_zod'];
  const own = ownCheck(def);
  if (!own) return (value) => safeParse(schema, value).success;
  const rules = (def.checks ?? []).map((check) => ruleOf(check._zod.def));
  if (rules.some((rule) => !rule)) return (value) => safeParse(schema, value).success;
  const [first, ...more] = rules as Check[];
  if (!first) return own;
  if (more.length === 0) return (value) => own(value) && first(value);
  return (value) => own(value) && first(value) && more.every((rule) => rule(value));
}

function ownCheck(def: $ZodTypes['_zod']['def']): Check | undefined {
  switch (def.type) {
    case 'string':
      return 'format' in def ? undefined : (value) => typeof value === 'string';
    case 'number':
      return numberCheck(def);
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'enum':
    case 'literal': {
      const allowed = new Set<unknown>(def.type === 'enum' ? Object.values(def.entries) : def.values);
      return (value) => allowed.has(value);
    }
    case 'optional': {
      const inner = checkOf(def.innerType);
      return (value) => value === undefined || inner(value);
    }
    case 'array': {
      const element = checkOf(def.element);
      return (value) => Array.isArray(value) && value.every(element);
    }
    case 'object':
      return def.catchall ? undefined : objectCheck(def.shape);
    case 'union':
      return 'discriminator' in def && typeof def.discriminator === 'string'
        ? unionCheck(def.discriminator, def.options)
        : undefined;
    default:
      return undefined;
  }
}

function numberCheck(def: object): Check | undefined {
  if (!('format' in def)) return Number.isFinite;
  return def.format === 'safeint' ? Number.isSafeInteger : undefined;
}

function objectCheck(shape: Readonly<Record<string, $ZodType>>): Check {
  const names = Object.keys(shape);
  const checks = Object.values(shape).map(checkOf);
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const fields = value as Record<string, unknown>;
    for (let i = 0; i < names.length; i++) if (!checks[i]?.(fields[names[i] ?? ''])) return false;
    return true;
  };
}

function unionCheck(discriminator: string, options: readonly $ZodType[]): Check {
  const byName = new Map<unknown, Check>();
  for (const option of options)
    for (const name of option._zod.propValues?.[discriminator] ?? []) byName.set(name, checkOf(option));
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const check = byName.get((value as Record<string, unknown>)[discriminator]);
    return check?.(value) ?? false;
  };
}

/** A rule on lengths, sizes or form; it is given only what has passed the check of its type. */
function ruleOf(def: { readonly check: string }): Check | undefined {
  const { check, minimum, maximum, value: bound, inclusive, pattern } = def as RuleDefinition;
  switch (check) {
    case 'min_length':
      return (value) => (value as { length: number }).length >= minimum;
    case 'max_length':
      return (value) => (value as { length: number }).length <= maximum;
    case 'greater_than':
      return (value) => (inclusive ? (value as number) >= bound : (value as number) > bound);
    case 'less_than':
      return (value) => (inclusive ? (value as number) <= bound : (value as number) < bound);
    case 'string_format':
      return pattern && !pattern.global ? (value) => pattern.test(value as string) : undefined;
    default:
      return undefined;
  }
}

/** The parts of zod's rule definitions that are read above, each where its rule has it. */
interface RuleDefinition {
  readonly check: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly value: number;
  readonly inclusive: boolean;
  readonly pattern?: RegExp;
}
