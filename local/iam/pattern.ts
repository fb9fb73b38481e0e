const compiled = new Map<string, RegExp>();

/** `*` and `?` as IAM means them; everything else is literal. */
export function matchesPattern(pattern: string, value: string, ignoreCase = false): boolean {
  if (pattern === '*') return true;
  const key = ignoreCase ? `i${pattern}` : `c${pattern}`;
  let expression = compiled.get(key);
  if (!expression) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    expression = new RegExp(`^${source}$`, ignoreCase ? 'is' : 's');
    compiled.set(key, expression);
  }
  return expression.test(value);
}

/** ARNs are compared part by part: a `*` reaches beyond a colon only in the last, the resource part. */
export function matchesArn(pattern: string, value: string): boolean {
  if (pattern === '*') return true;
  const patterns = arnParts(pattern);
  const values = arnParts(value);
  return (
    patterns.length === values.length && patterns.every((part, at) => matchesPattern(part, values[at] ?? ''))
  );
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}
