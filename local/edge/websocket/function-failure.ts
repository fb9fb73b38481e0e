import type { LocalContext } from '../../service.ts';

/** Says which function failed and how; its message may hold content and stays in the function's own log. */
export function logFailure(context: LocalContext, route: string, errorType: string, requestId: string): void {
  context.log({
    level: 'warn',
    part: 'websocket',
    message: 'a function failed',
    detail: { route, errorType, requestId },
  });
}
