import { UnsupportedError } from '../service.ts';

/** What the intrinsic functions of one template are resolved against. */
export interface Scope {
  /** `Ref` of a resource, parameter or pseudo parameter; `undefined` is `AWS::NoValue`. */
  reference(name: string): unknown;
  attribute(logicalId: string, attribute: string): string;
  importValue(exportName: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, topLevelKey: string, secondLevelKey: string): unknown;
  readonly region: string;
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

/** Resolves every intrinsic function within a template value. Unknown `Fn::` names throw. */
export function resolveValue(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((item) => resolveValue(item, scope)).filter((item) => item !== undefined);
  if (!isRecord(value)) return value;
  const [key, ...others] = Object.keys(value);
  if (key !== undefined && others.length === 0) {
    const intrinsic = intrinsics[key];
    if (intrinsic) return intrinsic(value[key], scope);
    if (key.startsWith('Fn::')) throw new UnsupportedError(`the intrinsic function ${key}`);
  }
  const resolved: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const item = resolveValue(member, scope);
    if (item !== undefined) resolved[name] = item;
  }
  return resolved;
}

const intrinsics: Record<string, Intrinsic> = {
  Ref: (name, scope) => scope.reference(text(name, 'Ref')),
  'Fn::GetAtt': (argument, scope) => {
    if (Array.isArray(argument))
      return scope.attribute(
        text(argument[0], 'Fn::GetAtt'),
        text(resolveValue(argument[1], scope), 'Fn::GetAtt'),
      );
    return dottedAttribute(text(argument, 'Fn::GetAtt'), scope);
  },
  'Fn::Join': (argument, scope) => {
    const [separator, items] = list(argument, 'Fn::Join', 2);
    return list(resolveValue(items, scope), 'Fn::Join')
      .map((item) => text(item, 'Fn::Join'))
      .join(text(separator, 'Fn::Join'));
  },
  'Fn::Sub': (argument, scope) => {
    const [pattern, variables] = Array.isArray(argument) ? argument : [argument, {}];
    return substitute(text(pattern, 'Fn::Sub'), isRecord(variables) ? variables : {}, scope);
  },
  'Fn::Select': (argument, scope) => {
    const [index, items] = list(argument, 'Fn::Select', 2);
    const at = Number(resolveValue(index, scope));
    const chosen = list(resolveValue(items, scope), 'Fn::Select')[at];
    if (chosen === undefined) throw new Error(`Fn::Select has no element ${at}`);
    return chosen;
  },
  'Fn::Split': (argument, scope) => {
    const [separator, source] = list(argument, 'Fn::Split', 2);
    return text(resolveValue(source, scope), 'Fn::Split').split(text(separator, 'Fn::Split'));
  },
  'Fn::ImportValue': (name, scope) => scope.importValue(text(resolveValue(name, scope), 'Fn::ImportValue')),
  'Fn::Base64': (value, scope) =>
    Buffer.from(text(resolveValue(value, scope), 'Fn::Base64')).toString('base64'),
  'Fn::GetAZs': (_region, scope) => ['a', 'b', 'c'].map((zone) => scope.region + zone),
  'Fn::FindInMap': (argument, scope) => {
    const keys = list(resolveValue(argument, scope), 'Fn::FindInMap', 3);
    const [map, top, second] = keys.map((key) => text(key, 'Fn::FindInMap'));
    return scope.mapping(map ?? '', top ?? '', second ?? '');
  },
  'Fn::If': (argument, scope) => {
    const [condition, whenTrue, whenFalse] = list(argument, 'Fn::If', 3);
    return resolveValue(scope.condition(text(condition, 'Fn::If')) ? whenTrue : whenFalse, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = list(resolveValue(argument, scope), 'Fn::Equals', 2);
    return String(left) === String(right);
  },
  'Fn::And': (argument, scope) => conditions(argument, 'Fn::And', scope).every(Boolean),
  'Fn::Or': (argument, scope) => conditions(argument, 'Fn::Or', scope).some(Boolean),
  'Fn::Not': (argument, scope) => !conditions(argument, 'Fn::Not', scope)[0],
  Condition: (name, scope) =>
    typeof name === 'string' ? scope.condition(name) : { Condition: resolveValue(name, scope) },
};

function conditions(argument: unknown, name: string, scope: Scope): unknown[] {
  return list(argument, name).map((item) => resolveValue(item, scope));
}

function substitute(pattern: string, variables: Record<string, unknown>, scope: Scope): string {
  return pattern.replace(/\$\{(!?)([^}]+)\}/g, (_match, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    const variable = Object.hasOwn(variables, name) ? resolveValue(variables[name], scope) : undefined;
    if (variable !== undefined) return text(variable, 'Fn::Sub');
    const key = name.trim();
    return key.includes('.') ? dottedAttribute(key, scope) : text(scope.reference(key), 'Fn::Sub');
  });
}

function dottedAttribute(name: string, scope: Scope): string {
  const dot = name.indexOf('.');
  if (dot < 0) throw new Error(`Fn::GetAtt needs a resource and an attribute, got ${name}`);
  return scope.attribute(name.slice(0, dot), name.slice(dot + 1));
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  throw new Error(`${where} needs text, got ${JSON.stringify(value)}`);
}

function list(value: unknown, where: string, length?: number): unknown[] {
  if (!Array.isArray(value) || (length !== undefined && value.length !== length))
    throw new Error(`${where} needs a list${length ? ` of ${length}` : ''}, got ${JSON.stringify(value)}`);
  return value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
