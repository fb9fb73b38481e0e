import type { WebSocket } from 'ws';

/** An open socket, as `@connections` and the functions' events know it. */
export interface Connection {
  readonly id: string;
  readonly apiId: string;
  readonly stage: string;
  readonly socket: WebSocket;
  readonly connectedAt: Date;
  readonly sourceIp: string;
  readonly userAgent: string;
  lastActiveAt: Date;
}

export type Connections = Map<string, Connection>;
