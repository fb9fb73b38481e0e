import type { Input } from '../wire/json-service.ts';

/** Partition key values that a request touches: the condition key `dynamodb:LeadingKeys`. */
export function leadingKeys(operation: string, input: Input, partitionKey: string): readonly string[] {
  switch (operation) {
    case 'PutItem':
      return keyValues([input.Item], partitionKey);
    case 'GetItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return keyValues([input.Key], partitionKey);
    case 'Query':
      return queried(input, partitionKey);
    default:
      return [];
  }
}

export function keyValues(items: readonly unknown[], partitionKey: string): readonly string[] {
  return items.flatMap((item) => {
    const value = (item as Record<string, Record<string, unknown>> | undefined)?.[partitionKey];
    const scalar = value && (value.S ?? value.N ?? value.B);
    return typeof scalar === 'string' ? [scalar] : [];
  });
}

function queried(input: Input, partitionKey: string): readonly string[] {
  const names = (input.ExpressionAttributeNames ?? {}) as Record<string, string>;
  const values = (input.ExpressionAttributeValues ?? {}) as Record<string, unknown>;
  const equalities = String(input.KeyConditionExpression ?? '').matchAll(/(#?[\w.-]+)\s*=\s*(:\w+)/g);
  for (const [, name = '', value = ''] of equalities) {
    if ((names[name] ?? name) === partitionKey) return keyValues([{ key: values[value] }], 'key');
  }
  return [];
}
