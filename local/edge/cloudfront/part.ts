import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { LocalContext, LocalPart } from '../../service.ts';
import { listen, stopListening } from '../listener.ts';
import type { Distribution } from './distribution.ts';
import { Edge } from './edge.ts';
import { invalidationService } from './invalidations.ts';
import { refuse } from './refusal.ts';
import { cloudFrontResources } from './resources.ts';

/** CloudFront: the distributions of the templates on one port; several are told apart by their host. */
export function cloudFrontPart(context: LocalContext): LocalPart {
  const distributions = new Map<string, Distribution>();
  const edges = new Map<string, Edge>();
  const byHost = new Map<string, Edge>();
  let first: Edge | undefined;

  const server = createServer((incoming, outgoing) => {
    const edge = byHost.get(incoming.headers.host ?? '') ?? first;
    if (!edge) return refuse(outgoing, 404, 'NoSuchDistribution', 'There is no distribution');
    edge.serve(incoming, outgoing).catch((error: unknown) => fail(error, incoming, outgoing));
  });
  const fail = (error: unknown, incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (incoming.destroyed && !incoming.complete) return;
    const message = error instanceof Error ? error.message : String(error);
    context.log({ level: 'warn', part: 'cloudfront', message });
    refuse(outgoing, 502, 'BadGateway', "CloudFront wasn't able to get an answer from the origin");
  };

  return {
    name: 'cloudfront',
    providers: [cloudFrontResources(context, distributions)],
    services: [invalidationService(context, edges)],
    start: () => listen(server, context.ports.edge),
    async run() {
      for (const [id, distribution] of distributions) {
        const edge = new Edge(context, distribution);
        edges.set(id, edge);
        byHost.set(distribution.domainName, edge);
        first ??= edge;
      }
    },
    stop: () => stopListening(server),
  };
}
