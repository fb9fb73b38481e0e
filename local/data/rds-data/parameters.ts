import { AwsError } from '../../service.ts';

export interface SqlParameter {
  readonly name: string;
  readonly value: Record<string, unknown>;
  readonly typeHint?: string;
}

const hints: Record<string, string> = {
  DATE: '::date',
  DECIMAL: '::numeric',
  JSON: '::jsonb',
  TIME: '::time',
  TIMESTAMP: '::timestamp',
  UUID: '::uuid',
};
const casts: Record<string, string> = {
  blobValue: '::bytea',
  booleanValue: '::bool',
  doubleValue: '::float8',
  longValue: '::int8',
  stringValue: '::varchar',
};

export function parameterCast(parameter: SqlParameter): string {
  if (parameter.typeHint !== undefined) {
    const cast = hints[parameter.typeHint];
    if (cast) return cast;
    throw new AwsError(
      'BadRequestException',
      `Invalid type hint ${parameter.typeHint} of parameter ${parameter.name}`,
    );
  }
  return casts[memberOf(parameter)] ?? '';
}

export function parameterValue(parameter: SqlParameter): unknown {
  const member = memberOf(parameter);
  if (member === 'isNull') return null;
  const value = parameter.value[member];
  return member === 'blobValue' ? Buffer.from(String(value), 'base64') : value;
}

function memberOf(parameter: SqlParameter): string {
  const members = Object.keys(parameter.value ?? {});
  const [member] = members;
  if (member === 'arrayValue') {
    throw new AwsError('BadRequestException', 'Array parameters are not supported.');
  }
  if (members.length === 1 && member && (member === 'isNull' || casts[member])) return member;
  throw new AwsError('BadRequestException', `Parameter ${parameter.name} must have exactly one known value`);
}
