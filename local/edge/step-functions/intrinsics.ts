import { createHash, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { StateFailure } from './failure.ts';
import type { IntrinsicCall } from './intrinsic-parser.ts';

type Values = readonly unknown[];

const functions: Readonly<Record<string, (values: Values) => unknown>> = {
  'States.Format': ([template, ...values]) => format(text(template), values),
  'States.StringToJson': ([value]) => JSON.parse(text(value)),
  'States.JsonToString': ([value]) => JSON.stringify(value),
  'States.Array': (values) => values,
  'States.ArrayPartition': ([values, size]) => partition(list(values), whole(size)),
  'States.ArrayContains': ([values, wanted]) =>
    list(values).some((value) => isDeepStrictEqual(value, wanted)),
  'States.ArrayRange': ([first, last, step]) => range(whole(first), whole(last), whole(step)),
  'States.ArrayGetItem': ([values, index]) => present(list(values)[whole(index)]),
  'States.ArrayLength': ([values]) => list(values).length,
  'States.ArrayUnique': ([values]) => unique(list(values)),
  'States.Base64Encode': ([value]) => Buffer.from(text(value)).toString('base64'),
  'States.Base64Decode': ([value]) => Buffer.from(text(value), 'base64').toString('utf8'),
  'States.Hash': ([value, algorithm]) => hash(value, text(algorithm)),
  'States.JsonMerge': ([left, right, deep]) => {
    if (deep !== false) throw new RangeError('only a shallow merge (false) exists');
    return { ...record(left), ...record(right) };
  },
  'States.MathAdd': ([left, right]) => Math.round(number(left)) + Math.round(number(right)),
  'States.MathRandom': ([from, to, seed]) => {
    if (seed !== undefined) throw new RangeError('a seed for MathRandom is not supported by the local cloud');
    return whole(from) + Math.floor(Math.random() * (whole(to) - whole(from)));
  },
  'States.StringSplit': ([value, separators]) => split(text(value), text(separators)),
  'States.UUID': () => randomUUID(),
};

/** Calls an intrinsic function; whatever goes wrong is `States.IntrinsicFailure`. */
export function callIntrinsic(call: IntrinsicCall, readPath: (path: string) => unknown): unknown {
  const values = call.parameters.map((parameter) => {
    switch (parameter.kind) {
      case 'literal':
        return parameter.value;
      case 'path':
        return readPath(parameter.path);
      default:
        return callIntrinsic(parameter.call, readPath);
    }
  });
  const run = functions[call.name];
  try {
    if (!run) throw new RangeError(`there is no function ${call.name}`);
    return run(values);
  } catch (error) {
    throw new StateFailure(
      'States.IntrinsicFailure',
      `${call.name}: ${error instanceof Error ? error.message : ''}`,
    );
  }
}

function format(template: string, values: Values): string {
  let used = 0;
  const filled = template.replace(/\\([{}])|\{\}/g, (_match, escaped: string | undefined) => {
    if (escaped) return escaped;
    const value = values[used++];
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
  if (used !== values.length) throw new RangeError(`${used} places for ${values.length} values`);
  return filled;
}

function partition(values: Values, size: number): unknown[][] {
  if (size < 1) throw new RangeError('the size of a part must be positive');
  const parts: unknown[][] = [];
  for (let at = 0; at < values.length; at += size) parts.push(values.slice(at, at + size));
  return parts;
}

function range(first: number, last: number, step: number): number[] {
  if (step === 0 || (last - first) / step > 1000)
    throw new RangeError('the range must have at most 1000 items');
  const numbers: number[] = [];
  for (let value = first; step > 0 ? value <= last : value >= last; value += step) numbers.push(value);
  return numbers;
}

function unique(values: Values): unknown[] {
  return values.filter(
    (value, index) => values.findIndex((other) => isDeepStrictEqual(other, value)) === index,
  );
}

function hash(value: unknown, algorithm: string): string {
  const known = /^(?:MD5|SHA-(?:1|256|384|512))$/.test(algorithm);
  if (!known) throw new RangeError(`unknown hash algorithm ${algorithm}`);
  const bytes = typeof value === 'string' ? value : JSON.stringify(value);
  return createHash(algorithm.replace('-', '').toLowerCase()).update(bytes).digest('hex');
}

/** Each character of `separators` separates; empty parts are left out. */
function split(value: string, separators: string): string[] {
  const parts = [''];
  for (const character of value) {
    if (separators.includes(character)) parts.push('');
    else parts.push(`${parts.pop()}${character}`);
  }
  return parts.filter((part) => part !== '');
}

function present(value: unknown): unknown {
  if (value === undefined) throw new RangeError('the index is outside of the array');
  return value;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('a string was expected');
  return value;
}

function number(value: unknown): number {
  if (typeof value !== 'number') throw new TypeError('a number was expected');
  return value;
}

function whole(value: unknown): number {
  return Math.round(number(value));
}

function list(value: unknown): Values {
  if (!Array.isArray(value)) throw new TypeError('an array was expected');
  return value;
}

function record(value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError('an object was expected');
  return value;
}
