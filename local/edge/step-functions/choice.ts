import type { ChoiceRule } from './definition.ts';
import { StateFailure } from './failure.ts';
import { readPath } from './json-path.ts';
import type { Scope } from './payload.ts';

type Kind = 'string' | 'number' | 'boolean' | 'timestamp';

const kinds: Readonly<Record<string, Kind>> = {
  String: 'string',
  Numeric: 'number',
  Boolean: 'boolean',
  Timestamp: 'timestamp',
};
const orders: Readonly<Record<string, (order: number) => boolean>> = {
  Equals: (order) => order === 0,
  LessThan: (order) => order < 0,
  LessThanEquals: (order) => order <= 0,
  GreaterThan: (order) => order > 0,
  GreaterThanEquals: (order) => order >= 0,
};
const checks: Readonly<Record<string, (value: unknown) => boolean>> = {
  IsNull: (value) => value === null,
  IsNumeric: (value) => typeof value === 'number',
  IsString: (value) => typeof value === 'string',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => isTimestamp(value),
};

/** Every comparison that a rule may name. */
export const comparisonNames: ReadonlySet<string> = new Set([
  'StringMatches',
  'IsPresent',
  ...Object.keys(checks),
  ...Object.keys(kinds).flatMap((kind) =>
    Object.keys(orders)
      .filter((order) => kind !== 'Boolean' || order === 'Equals')
      .flatMap((order) => [`${kind}${order}`, `${kind}${order}Path`]),
  ),
]);

/** Whether a rule of a Choice state holds. A variable that is not there fails the execution. */
export function ruleHolds(rule: ChoiceRule, scope: Scope): boolean {
  if (rule.And) return rule.And.every((part) => ruleHolds(part, scope));
  if (rule.Or) return rule.Or.some((part) => ruleHolds(part, scope));
  if (rule.Not) return !ruleHolds(rule.Not, scope);
  const variable = String(rule.Variable);
  const [name, wanted] = Object.entries(rule).find(([field]) => comparisonNames.has(field)) ?? [''];
  const value = read(variable, scope);
  if (name === 'IsPresent') return (value !== undefined) === wanted;
  if (value === undefined) {
    throw new StateFailure(
      'States.Runtime',
      `Invalid path '${variable}': The choice state's condition path references an invalid value.`,
    );
  }
  const check = checks[name];
  if (check) return check(value) === wanted;
  if (name === 'StringMatches') return typeof value === 'string' && pattern(String(wanted)).test(value);
  const [, kind = '', order = '', byPath] =
    /^(String|Numeric|Boolean|Timestamp)(.+?)(Path)?$/.exec(name) ?? [];
  const other = byPath ? read(String(wanted), scope) : wanted;
  const comparison = compare(kinds[kind] ?? 'string', value, other);
  return comparison !== undefined && (orders[order]?.(comparison) ?? false);
}

function read(path: string, scope: Scope): unknown {
  return path.startsWith('$$') ? readPath(path, scope.context) : readPath(path, scope.input);
}

/** Undefined when the two are not both of the kind: then no comparison holds. */
function compare(kind: Kind, left: unknown, right: unknown): number | undefined {
  if (kind === 'timestamp') {
    if (!isTimestamp(left) || !isTimestamp(right)) return undefined;
    return Date.parse(left) - Date.parse(right);
  }
  if (typeof left !== kind || typeof right !== kind) return undefined;
  if (left === right) return 0;
  return (left as string) < (right as string) ? -1 : 1;
}

function isTimestamp(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

/** `*` stands for any text; `\*` for a star. */
function pattern(text: string): RegExp {
  const source = text
    .split(/(\\\*|\*)/)
    .map((part) =>
      part === '*' ? '.*' : part === '\\*' ? '\\*' : part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
    )
    .join('');
  return new RegExp(`^${source}$`, 's');
}
