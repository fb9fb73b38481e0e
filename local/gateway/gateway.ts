import type { Roles } from '../iam/roles.ts';
import type {
  AwsRequest,
  AwsResponse,
  AwsService,
  LocalLogEvent,
  Principal,
  ServiceCall,
} from '../service.ts';
import { authenticate } from './authenticate.ts';
import { createAuthorize } from './authorize.ts';
import { type KeyIssuer, rolePrincipal } from './credentials.ts';
import { createDispatch } from './dispatch.ts';
import type { CallingWorker, FaultPoints } from './faults.ts';
import { createGatewayServer } from './server.ts';

export interface GatewayOptions {
  readonly account: string;
  readonly region: string;
  readonly roles: Roles;
  readonly keys: KeyIssuer;
  readonly faults: FaultPoints;
  readonly workerOf: (accessKeyId: string) => CallingWorker | undefined;
  readonly log: (event: LocalLogEvent) => void;
  readonly now?: () => number;
}

/** The address that every AWS client talks to, and the same way in for the parts among themselves. */
export interface Gateway {
  add(services: readonly AwsService[]): void;
  listen(port: number): Promise<void>;
  /** A call without the wire, under the same policies. */
  call(caller: string, call: ServiceCall): Promise<AwsResponse>;
  /** Why a service principal may not do something, or nothing. */
  refusal(service: string, principal: Principal, action: string, resource: string): string | undefined;
  close(): Promise<void>;
}

export function createGateway(options: GatewayOptions): Gateway {
  const { account, region, roles, keys, faults, workerOf, log, now = Date.now } = options;
  const services = new Map<string, AwsService>();
  const authorize = createAuthorize({ account, region, roles, now });
  const dispatch = createDispatch({ service: (name) => services.get(name), authorize, faults, log });
  const server = createGatewayServer(async (incoming) => {
    const started: AwsRequest = { ...incoming, service: serviceOf(incoming), principal: nobody };
    try {
      const known = await authenticate(incoming, keys, region, now);
      if (!known.ok) return dispatch.refuse(known.request, known.refusal);
      const worker = known.accessKeyId === undefined ? undefined : workerOf(known.accessKeyId);
      return await dispatch.execute(known.request, worker);
    } catch (error) {
      return dispatch.failure(started, error);
    }
  });

  const principalOf = (caller: string, sourceArn: string | undefined): Principal => {
    if (caller === 'service') return { arn: `arn:aws:iam::${account}:root`, admin: true };
    if (caller.endsWith('.amazonaws.com'))
      return { arn: caller, admin: false, service: caller, ...(sourceArn !== undefined && { sourceArn }) };
    return rolePrincipal(account, caller.split('/').at(-1) ?? '', 'local-service');
  };

  return {
    add: (added) => {
      for (const service of added)
        for (const name of service.names) {
          if (services.has(name)) throw new Error(`Two services answer for ${name}`);
          services.set(name, service);
        }
    },
    listen: (port) => server.listen(port),
    call: async (
      caller,
      { service, method = 'POST', path = '/', query = {}, headers = {}, body = '', sourceArn },
    ) => {
      const request: AwsRequest = {
        service,
        method,
        path,
        query: new URLSearchParams(query),
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
        ),
        body: typeof body === 'string' ? Buffer.from(body) : body,
        principal: principalOf(caller, sourceArn),
      };
      const response = await dispatch.execute(request);
      if (response === 'severed') throw new Error('Only a worker of a function can be severed');
      return response;
    },
    refusal: (name, principal, action, resource) => {
      const service = services.get(name);
      return service ? authorize(service, principal, { action, resource }) : `There is no service ${name}`;
    },
    close: () => server.close(),
  };
}

const nobody: Principal = { arn: 'anonymous', admin: false };

const serviceOf = ({ headers }: { headers: Record<string, string> }) =>
  /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? 's3';
