import { Stack, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Accepts one finding of cdk-nag on `scope` and what is inside it, for a reason that a reviewer can judge. */
export function acknowledge(scope: Construct, rule: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions-${rule}`, reason });
}

/**
 * Accepts that a policy inside `scope` names `resource`, which has a wildcard.
 *
 * The finding's id contains the resource as the template spells it, and a reference to another stack gets
 * its spelling only when the app is prepared; validation is the first moment after that.
 */
export function acknowledgeWildcard(scope: Construct, resource: string, reason: string): void {
  scope.node.addValidation({
    validate: () => {
      acknowledge(scope, `IAM5[Resource::${spelling(Stack.of(scope).resolve(resource))}]`, reason);
      return [];
    },
  });
}

/** A resolved template value as cdk-nag writes it in a finding's id. */
function spelling(value: unknown): string {
  if (typeof value === 'string') return value.replaceAll('${', '<').replaceAll('}', '>');
  const [key, argument] = Object.entries(value as Record<string, unknown>)[0] ?? [];
  switch (key) {
    case 'Ref':
      return `<${spelling(argument)}>`;
    case 'Fn::GetAtt':
      return `<${(argument as unknown[]).map(spelling).join('.')}>`;
    case 'Fn::Join': {
      const [separator, items] = argument as [string, unknown[]];
      return items.map(spelling).join(separator);
    }
    case 'Fn::ImportValue':
      return spelling(argument);
    default:
      return JSON.stringify(value);
  }
}
