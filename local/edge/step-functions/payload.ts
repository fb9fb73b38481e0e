import { StateFailure } from './failure.ts';
import { parseIntrinsic } from './intrinsic-parser.ts';
import { callIntrinsic } from './intrinsics.ts';
import { readPath, writePath } from './json-path.ts';

/** What a state's expressions may read: its input by `$`, the context object by `$$`. */
export interface Scope {
  readonly input: unknown;
  readonly context: unknown;
}

/** Value of a path field (`ItemsPath`, `SecondsPath` …); a path that leads nowhere fails the execution. */
export function readField(path: string, scope: Scope): unknown {
  const value = path.startsWith('$$') ? readPath(path, scope.context) : readPath(path, scope.input);
  if (value === undefined)
    throw new StateFailure('States.Runtime', `Invalid path '${path}': No results for path`);
  return value;
}

/** `InputPath` and `OutputPath`: absent is everything, `null` is nothing. */
export function filterByPath(path: string | null | undefined, scope: Scope): unknown {
  if (path === null) return {};
  return path === undefined ? scope.input : readField(path, scope);
}

/** A payload template: fields whose name ends in `.$` are expressions, everything else is itself. */
export function fillTemplate(template: unknown, scope: Scope): unknown {
  if (Array.isArray(template)) return template.map((item) => fillTemplate(item, scope));
  if (typeof template !== 'object' || template === null) return template;
  const filled: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(template)) {
    if (name.endsWith('.$')) filled[name.slice(0, -2)] = evaluate(name, String(value), scope);
    else filled[name] = fillTemplate(value, scope);
  }
  return filled;
}

function evaluate(field: string, expression: string, scope: Scope): unknown {
  const read = (path: string) => {
    const value = path.startsWith('$$') ? readPath(path, scope.context) : readPath(path, scope.input);
    if (value !== undefined) return value;
    const shown = JSON.stringify(path.startsWith('$$') ? scope.context : scope.input);
    throw new StateFailure(
      'States.Runtime',
      `The JSONPath '${path}' specified for the field '${field}' could not be found in the input '${shown}'`,
    );
  };
  return expression.startsWith('States.')
    ? callIntrinsic(parseIntrinsic(expression), read)
    : read(expression);
}

/** Puts a state's result into its input: `null` throws it away, absent replaces the input. */
export function placeResult(path: string | null | undefined, input: unknown, result: unknown): unknown {
  if (path === null) return input;
  const placed = writePath(path ?? '$', input, result);
  if (placed) return placed.document;
  throw new StateFailure(
    'States.ResultPathMatchFailure',
    `Unable to apply step "result" to input at path '${path}'`,
  );
}
