import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { LocalContext, LocalPart } from '../../service.ts';
import type { Api } from '../api-gateway/api.ts';
import { listen, stopListening } from '../listener.ts';
import { HttpApi } from './http-api.ts';
import { refusal, sendResponse } from './response.ts';

/** Listens for every HTTP API of the templates on one port; several are told apart by their host. */
export function httpApiPart(context: LocalContext, apis: ReadonlyMap<string, Api>): LocalPart {
  const served = new Map<string, HttpApi>();
  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const api = served.get(incoming.headers.host?.split('.')[0] ?? '') ?? served.values().next().value;
    if (!api) return sendResponse(outgoing, refusal(404, 'Not Found'), {});
    await api.serve(incoming, outgoing);
  };
  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch((error: unknown) => {
      context.log({
        level: 'error',
        part: 'http-api',
        message: error instanceof Error ? error.message : 'failed',
      });
      if (!outgoing.headersSent) sendResponse(outgoing, refusal(500, 'Internal Server Error'), {});
      else outgoing.destroy();
    });
  });
  return {
    name: 'http-api',
    // Before anything is created, so that a port that is taken shows at once.
    start: () => listen(server, context.ports.api),
    async run() {
      for (const api of apis.values()) {
        if (api.protocol === 'HTTP') served.set(api.id, new HttpApi(context, api));
      }
    },
    stop: () => stopListening(server),
  };
}
