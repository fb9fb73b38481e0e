import { allowProperties } from '../data/template-properties.ts';
import type { TemplateResource } from '../service.ts';

/** What a `AWS::Lambda::Permission` adds to its function's resource policy. */
export interface FunctionPolicies {
  add(functionName: string, resource: TemplateResource): void;
  /** The policy document, the same object until it changes; absent when nobody was let in. */
  document(functionName: string): object | undefined;
}

export function createFunctionPolicies(
  arnOf: (functionName: string) => string,
  account: string,
): FunctionPolicies {
  const statements = new Map<string, Map<string, object>>();
  const documents = new Map<string, object>();
  return {
    add: (functionName, resource) => {
      const { properties } = resource;
      allowProperties(resource, ['Action', 'FunctionName', 'Principal', 'SourceArn', 'SourceAccount']);
      const principal = String(properties.Principal);
      const byId = statements.get(functionName) ?? new Map<string, object>();
      byId.set(resource.id, {
        Effect: 'Allow',
        Principal: principalOf(principal, account),
        Action: properties.Action,
        Resource: arnOf(functionName),
        Condition: {
          ...(properties.SourceArn !== undefined && { ArnLike: { 'aws:SourceArn': properties.SourceArn } }),
          ...(properties.SourceAccount !== undefined && {
            StringEquals: { 'aws:SourceAccount': properties.SourceAccount },
          }),
        },
      });
      statements.set(functionName, byId);
      documents.set(functionName, { Statement: [...byId.values()] });
    },
    document: (functionName) => documents.get(functionName),
  };
}

function principalOf(principal: string, account: string): unknown {
  if (principal === '*') return '*';
  if (principal.endsWith('.amazonaws.com')) return { Service: principal };
  return { AWS: principal === account ? `arn:aws:iam::${account}:root` : principal };
}
