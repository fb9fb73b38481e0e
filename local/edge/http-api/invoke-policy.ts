interface Statement {
  readonly Effect?: unknown;
  readonly Action?: unknown;
  readonly Resource?: unknown;
}

/** Whether an authorizer's IAM policy lets `arn` be invoked: some statement allows it and none denies it. */
export function policyAllows(document: unknown, arn: string): boolean {
  const statements = [
    (document as { Statement?: unknown } | undefined)?.Statement ?? [],
  ].flat() as Statement[];
  const effects = statements
    .filter(({ Action, Resource }) => matchesAny(Action, 'execute-api:Invoke') && matchesAny(Resource, arn))
    .map(({ Effect }) => Effect);
  return effects.includes('Allow') && !effects.includes('Deny');
}

function matchesAny(patterns: unknown, text: string): boolean {
  return [patterns ?? []].flat().some((pattern) => wildcard(String(pattern)).test(text));
}

function wildcard(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'i');
}
