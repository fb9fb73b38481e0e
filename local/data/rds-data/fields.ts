/** A value as `ExecuteStatement` returns it. */
export type Field = Record<string, unknown>;

export interface ResultOptions {
  readonly decimalReturnType?: 'STRING' | 'DOUBLE_OR_LONG';
  readonly longReturnType?: 'STRING' | 'LONG';
}

/** PostgreSQL's object id of a type → its name and the number that JDBC has for it. */
const types: Record<number, readonly [name: string, jdbc: number]> = {
  16: ['bool', -7],
  17: ['bytea', -2],
  18: ['char', 1],
  19: ['name', 12],
  20: ['int8', -5],
  21: ['int2', 5],
  23: ['int4', 4],
  25: ['text', 12],
  26: ['oid', -5],
  114: ['json', 1111],
  700: ['float4', 7],
  701: ['float8', 8],
  1042: ['bpchar', 1],
  1043: ['varchar', 12],
  1082: ['date', 91],
  1083: ['time', 92],
  1114: ['timestamp', 93],
  1184: ['timestamptz', 93],
  1186: ['interval', 1111],
  1266: ['timetz', 92],
  1700: ['numeric', 2],
  2950: ['uuid', 1111],
  3802: ['jsonb', 1111],
};
/** Array types → their elements' type. */
const arrays: Record<number, number> = {
  1000: 16,
  1005: 21,
  1007: 23,
  1009: 25,
  1015: 1043,
  1016: 20,
  1021: 700,
  1022: 701,
  1231: 1700,
  2951: 2950,
  3807: 3802,
};
const jdbcArray = 2003;
const jdbcOther = 1111;

export function typeName(oid: number): string {
  const element = arrays[oid];
  return element === undefined ? (types[oid]?.[0] ?? 'unknown') : `_${types[element]?.[0]}`;
}

export function jdbcType(oid: number): number {
  return arrays[oid] === undefined ? (types[oid]?.[1] ?? jdbcOther) : jdbcArray;
}

/** `text` is PostgreSQL's own text form. */
export function toField(text: string | null, oid: number, options: ResultOptions): Field {
  if (text === null) return { isNull: true };
  const element = arrays[oid];
  if (element !== undefined) return { arrayValue: toArray(parseArray(text), element) };
  switch (oid) {
    case 16:
      return { booleanValue: text === 't' };
    case 17:
      return { blobValue: Buffer.from(text.slice(2), 'hex').toString('base64') };
    case 20:
    case 21:
    case 23:
    case 26:
      return options.longReturnType === 'STRING' ? { stringValue: text } : { longValue: Number(text) };
    case 700:
    case 701:
      return { doubleValue: Number(text) };
    case 1700:
      return options.decimalReturnType === 'DOUBLE_OR_LONG' ? decimal(text) : { stringValue: text };
    case 1184:
      // Given in UTC and without a zone.
      return { stringValue: text.replace(/\+00(:00)?$/, '') };
    default:
      return { stringValue: text };
  }
}

/** A value as JSON for `formatRecordsAs: JSON`. */
export function toJson(text: string | null, oid: number): unknown {
  const field = toField(text, oid, { decimalReturnType: 'DOUBLE_OR_LONG' });
  if ('isNull' in field) return null;
  if ('arrayValue' in field) return Object.values(field.arrayValue as Record<string, unknown>)[0];
  return Object.values(field)[0];
}

function decimal(text: string): Field {
  return text.includes('.') ? { doubleValue: Number(text) } : { longValue: Number(text) };
}

type ArrayText = readonly (string | null | ArrayText)[];

function toArray(items: ArrayText, element: number): Field {
  if (items.some(Array.isArray)) {
    return { arrayValues: items.map((item) => toArray(item as ArrayText, element)) };
  }
  const values = items.map((item) => Object.values(toField(item as string | null, element, {}))[0]);
  if (element === 16) return { booleanValues: values };
  if (element === 20 || element === 21 || element === 23) return { longValues: values };
  if (element === 700 || element === 701) return { doubleValues: values };
  return { stringValues: values };
}

/** `{a,"b c",NULL,{…}}`, PostgreSQL's text form of arrays. */
export function parseArray(text: string): ArrayText {
  const stack: (string | null | ArrayText)[][] = [[]];
  for (const [token, quoted] of text.matchAll(/\{|\}|,|"((?:[^"\\]|\\.)*)"|[^{},"]+/g)) {
    const top = stack.at(-1) ?? [];
    if (token === '{') stack.push([]);
    else if (token === '}') stack.at(-2)?.push(stack.pop() ?? []);
    else if (token === ',') continue;
    else if (quoted !== undefined) top.push(quoted.replace(/\\(.)/g, '$1'));
    else top.push(token === 'NULL' ? null : token);
  }
  const [whole] = stack[0] ?? [];
  return Array.isArray(whole) ? whole : [];
}
