import { UnsupportedError } from '../../service.ts';

export type TaskResource =
  | { readonly kind: 'function'; readonly functionArn: string }
  | { readonly kind: 'lambda:invoke' }
  | { readonly kind: 'events:putEvents' };

/** What a Task state's `Resource` stands for. */
export function taskResource(resource: string): TaskResource {
  if (/^arn:aws[a-z-]*:lambda:[^:]+:\d+:function:/.test(resource)) {
    return { kind: 'function', functionArn: resource };
  }
  switch (resource) {
    case 'arn:aws:states:::lambda:invoke':
      return { kind: 'lambda:invoke' };
    case 'arn:aws:states:::events:putEvents':
      return { kind: 'events:putEvents' };
    default:
      throw new UnsupportedError(`the task resource ${resource}`);
  }
}
