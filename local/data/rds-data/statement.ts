import { AwsError } from '../../service.ts';
import type { SqlParameter } from './parameters.ts';
import { parameterCast, parameterValue } from './parameters.ts';

export interface Statement {
  /** With `$1`, `$2` … */
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Literals, quoted names, comments, dollar quotes and casts, none of which holds a parameter; then `:name`. */
const tokens =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|(\$[A-Za-z_]*\$)[\s\S]*?\1|::|:([A-Za-z0-9_]+)/g;

/**
 * Named parameters to positional ones. Each is cast to what the Data API would bind it as, so that a
 * statement which needs a type hint on AWS needs it here too.
 */
export function toStatement(sql: string, parameters: readonly SqlParameter[]): Statement {
  const named = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const order: string[] = [];
  const text = sql.replace(tokens, (token, _quote: string | undefined, name: string | undefined) => {
    if (name === undefined) return token;
    const parameter = named.get(name);
    if (!parameter) {
      // The bounds of an array slice look like a parameter: `tags[1:2]`.
      if (/^\d+$/.test(name)) return token;
      throw new AwsError('BadRequestException', `Cannot find parameter: ${name}`);
    }
    const known = order.indexOf(name);
    const position = known >= 0 ? known + 1 : order.push(name);
    return `$${position}${parameterCast(parameter)}`;
  });
  return {
    text,
    values: order.map((name) => {
      const parameter = named.get(name);
      return parameter ? parameterValue(parameter) : null;
    }),
  };
}
