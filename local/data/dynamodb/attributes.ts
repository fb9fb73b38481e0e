import type { Input } from '../wire/json-service.ts';

/** Words of expressions that name no attribute; what is followed by a bracket is a function. */
const words = new Set(['SET', 'REMOVE', 'ADD', 'DELETE', 'AND', 'OR', 'NOT', 'BETWEEN', 'IN']);

/**
 * Names of the top-level attributes that a write touches: the condition key `dynamodb:Attributes`. Reads, of which what
 * is projected would count, are not told; a policy that asks for it of them allows nothing.
 */
export function writtenAttributes(operation: string, input: Input): readonly string[] {
  if (!['PutItem', 'UpdateItem', 'DeleteItem'].includes(operation)) return [];
  const names = (input.ExpressionAttributeNames ?? {}) as Record<string, string>;
  const expressions = [input.UpdateExpression, input.ConditionExpression].map((text) => String(text ?? ''));
  const named = expressions.flatMap((text) => namesIn(text).map((name) => names[name] ?? name));
  return [...new Set([...Object.keys({ ...(input.Item ?? input.Key ?? {}) }), ...named])];
}

function namesIn(expression: string): readonly string[] {
  // What follows a dot is inside an attribute; what follows a colon is a value.
  const found = expression.matchAll(/(?<![.:#\w])(#?\w+)(?!\w)(?!\s*\()/g);
  return [...found].flatMap(([, name = '']) =>
    words.has(name.toUpperCase()) || /^\d/.test(name) ? [] : [name],
  );
}
