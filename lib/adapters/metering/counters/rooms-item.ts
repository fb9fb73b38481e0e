import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../../runtime/document-client.ts';

/** Until when, in milliseconds since the epoch, by guide. */
type Until = Readonly<Record<string, number>>;

/** `GUIDES#<tenant>`, see ADR 0409. */
export interface RoomsItem {
  /** Never fewer than the guides that are there and those below that may come to be. */
  readonly taken: number;
  /** Of recordings that run: given up once the time is over, if nobody finished them. */
  readonly held: Until;
  /** Of recordings that were finished: only who looks whether the guide is there gives them up. */
  readonly making: Until;
  /** Counts changes. */
  readonly revision: number;
}

export const roomsPlace = (TableName: string, tenantId: string) => ({
  TableName,
  Key: { pk: `GUIDES#${tenantId}` },
});

export async function readRooms({ client, name }: Table, tenantId: string): Promise<RoomsItem | undefined> {
  const { Item } = await client.send(new GetCommand({ ...roomsPlace(name, tenantId), ConsistentRead: true }));
  return Item as RoomsItem | undefined;
}

/** Those whose time is not over. */
export function stillHeld(rooms: Until, now: number): Until {
  return Object.fromEntries(Object.entries(rooms).filter(([, until]) => until > now));
}
