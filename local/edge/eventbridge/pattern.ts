import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { UnsupportedError } from '../../service.ts';

type Fields = Readonly<Record<string, unknown>>;
type Match = (value: unknown) => boolean;

/** One condition on a value; `undefined` stands for a field that is not there. */
const operators: Readonly<Record<string, (operand: unknown) => Match>> = {
  prefix: (operand) => affix('prefix', operand),
  suffix: (operand) => affix('suffix', operand),
  exists: (operand) => {
    const wanted = expect(operand, 'exists', (value): value is boolean => typeof value === 'boolean');
    return (value) => (value !== undefined) === wanted;
  },
  'equals-ignore-case': (operand) => {
    const wanted = textOperand('equals-ignore-case', operand).toLowerCase();
    return (value) => typeof value === 'string' && value.toLowerCase() === wanted;
  },
  wildcard: (operand) => {
    const pattern = wildcard(textOperand('wildcard', operand));
    return (value) => typeof value === 'string' && pattern.test(value);
  },
  'anything-but': anythingBut,
  numeric,
  cidr,
};

/** Compiles an event pattern; an unknown operator or a malformed operand is refused. */
export function compilePattern(pattern: unknown): (event: unknown) => boolean {
  return compileFields(pattern as Fields, 'the event pattern');
}

function compileFields(pattern: Fields, where: string): Match {
  if (!isFields(pattern) || Object.keys(pattern).length === 0)
    throw refused(`${where} that is no object or empty`);
  const alternatives = pattern.$or;
  const conditions = Object.entries(pattern)
    .filter(([name]) => name !== '$or' || !Array.isArray(alternatives))
    .map(([name, expected]) => compileField(name, expected));
  if (Array.isArray(alternatives)) {
    if (alternatives.length < 2) throw refused('$or with fewer than two patterns');
    const either = alternatives.map((alternative) =>
      compileFields(alternative as Fields, 'an alternative of $or'),
    );
    conditions.push((event) => either.some((matches) => matches(event)));
  }
  return (event) => conditions.every((matches) => matches(event));
}

function compileField(name: string, expected: unknown): Match {
  const dot = name.indexOf('.');
  if (dot > 0) return compileField(name.slice(0, dot), { [name.slice(dot + 1)]: expected });
  if (Array.isArray(expected)) {
    if (expected.length === 0) throw refused(`an empty list for "${name}"`);
    const leaf = expected.map(compileLeaf);
    return (event) => valuesOf(event, name).some((value) => leaf.some((matches) => matches(leafOf(value))));
  }
  if (!isFields(expected)) throw refused(`"${name}" that is neither a list nor an object`);
  const nested = compileFields(expected, `"${name}"`);
  return (event) => valuesOf(event, name).some(nested);
}

/**
 * Values of a field; a list matches if any of its items does, an absent field is `undefined`. A name
 * with dots in the event stands for nested fields, as it does in a pattern.
 */
function valuesOf(event: unknown, name: string): readonly unknown[] {
  if (!isFields(event)) return [undefined];
  const found: unknown[] = Object.hasOwn(event, name) ? [event[name]].flat() : [];
  const prefix = `${name}.`;
  const dotted = Object.entries(event).filter(([key]) => key.startsWith(prefix));
  if (dotted.length > 0) {
    found.push(Object.fromEntries(dotted.map(([key, value]) => [key.slice(prefix.length), value])));
  }
  return found.length === 0 ? [undefined] : found;
}

/** Conditions look at leaves alone: to them, an object is as good as absent. */
function leafOf(value: unknown): unknown {
  return isFields(value) ? undefined : value;
}

function compileLeaf(expected: unknown): Match {
  if (!isFields(expected)) {
    if (Array.isArray(expected)) throw refused('a list within a list');
    return (value) => value === expected;
  }
  const entries = Object.entries(expected);
  const [name = '', operand] = entries[0] ?? [];
  const operator = operators[name];
  if (entries.length !== 1 || !operator)
    throw refused(`the operator ${entries.map(([key]) => key).join(', ')}`);
  return operator(operand);
}

function affix(side: 'prefix' | 'suffix', operand: unknown): Match {
  const ignoreCase = isFields(operand) && Object.keys(operand).join() === 'equals-ignore-case';
  const text = textOperand(side, ignoreCase ? operand['equals-ignore-case'] : operand);
  const wanted = ignoreCase ? text.toLowerCase() : text;
  return (value) => {
    if (typeof value !== 'string') return false;
    const actual = ignoreCase ? value.toLowerCase() : value;
    return side === 'prefix' ? actual.startsWith(wanted) : actual.endsWith(wanted);
  };
}

function anythingBut(operand: unknown): Match {
  if (!isFields(operand)) {
    const unwanted = [operand].flat();
    if (
      unwanted.length === 0 ||
      unwanted.some((item) => typeof item !== 'string' && typeof item !== 'number')
    ) {
      throw refused('anything-but that is neither text nor numbers');
    }
    return (value) => value !== undefined && !unwanted.includes(value as string);
  }
  const [name = '', inner] = Object.entries(operand)[0] ?? [];
  const known = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'].includes(name);
  const operator = operators[name];
  if (!known || !operator || Object.keys(operand).length !== 1) throw refused(`anything-but ${name}`);
  const unwanted = [inner].flat();
  const affixed = name === 'prefix' || name === 'suffix';
  if (
    unwanted.length === 0 ||
    (affixed && unwanted.some((item) => typeof item !== 'string' || item === ''))
  ) {
    throw refused(`anything-but ${name} ${JSON.stringify(inner)}`);
  }
  const matchers = unwanted.map(operator);
  return (value) => value !== undefined && !matchers.some((matches) => matches(value));
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};
/** EventBridge compares numbers of this size alone. */
const largestNumber = 5e9;

function numeric(operand: unknown): Match {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) {
    throw refused('numeric without one or two comparisons');
  }
  const bounds: Match[] = [];
  const signs: string[] = [];
  for (let at = 0; at < operand.length; at += 2) {
    const [sign, bound] = operand.slice(at, at + 2) as [unknown, unknown];
    const compare = comparisons[String(sign)];
    if (!compare || typeof bound !== 'number' || Math.abs(bound) > largestNumber) {
      throw refused(`numeric ${String(sign)} ${String(bound)}`);
    }
    signs.push(String(sign));
    bounds.push((value) => compare(value as number, bound));
  }
  checkRange(operand as (string | number)[], signs);
  return (value) => typeof value === 'number' && bounds.every((holds) => holds(value));
}

/** Two comparisons make a range: a lower bound first, then a higher upper one. */
function checkRange(operand: readonly (string | number)[], [first, second]: readonly string[]): void {
  if (second === undefined) return;
  const rising = first?.startsWith('>') && second.startsWith('<') && Number(operand[1]) < Number(operand[3]);
  if (!rising) throw refused(`the numeric range ${operand.join(' ')}`);
}

function cidr(operand: unknown): Match {
  const [address = '', bits = ''] = textOperand('cidr', operand).split('/');
  const family = isIPv4(address) ? 'ipv4' : isIPv6(address) ? 'ipv6' : undefined;
  const width = Number(bits);
  if (
    !family ||
    bits === '' ||
    !Number.isInteger(width) ||
    width < 0 ||
    width > (family === 'ipv4' ? 32 : 128)
  ) {
    throw refused(`the address block ${String(operand)}`);
  }
  const block = new BlockList();
  block.addSubnet(address, width, family);
  return (value) =>
    typeof value === 'string' &&
    (isIPv4(value) || isIPv6(value)) &&
    block.check(value, isIPv4(value) ? 'ipv4' : 'ipv6');
}

function wildcard(text: string): RegExp {
  if (text.includes('**')) throw refused(`consecutive stars in the wildcard ${text}`);
  let source = '';
  for (const [part] of text.matchAll(/\\[\s\S]?|\*|[^\\*]+/g)) {
    if (part === '*') source += '[\\s\\S]*';
    else if (!part.startsWith('\\')) source += literal(part);
    else if (part === '\\*' || part === '\\\\') source += literal(part.slice(1));
    else throw refused(`the escape ${part} in the wildcard ${text}`);
  }
  return new RegExp(`^${source}$`);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function textOperand(operator: string, operand: unknown): string {
  return expect(operand, operator, (value): value is string => typeof value === 'string');
}

function expect<T>(operand: unknown, operator: string, is: (value: unknown) => value is T): T {
  if (is(operand)) return operand;
  throw refused(`${operator} ${JSON.stringify(operand)}`);
}

function refused(what: string): UnsupportedError {
  return new UnsupportedError(`${what} in an event pattern`);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
