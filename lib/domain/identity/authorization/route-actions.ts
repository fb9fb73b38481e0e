import { operations } from '../../../contracts/api/document.ts';
import { type Action, actions } from '../../../contracts/identity/action.ts';

/** Action of each guarded route, by its key as API Gateway has it: `GET /v1/guides/{id}`. */
const byRoute: ReadonlyMap<string, Action> = new Map(
  operations.flatMap((operation) =>
    operation.access === 'none'
      ? []
      : [[`${operation.method.toUpperCase()} ${operation.path}`, operation.id] as const],
  ),
);

export function actionOfRoute(routeKey: string): Action | undefined {
  return byRoute.get(routeKey);
}

export function resourceKindOf(action: Action) {
  return actions[action].resource;
}
