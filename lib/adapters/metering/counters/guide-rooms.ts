import { documentClient } from '../../../runtime/document-client.ts';
import { log } from '../../../runtime/log.ts';
import { countedRooms } from './counted-rooms.ts';
import { dynamoRooms } from './dynamo-rooms.ts';
import { type DatabaseEnv, guideCount } from './guide-count.ts';

interface CounterEnv {
  readonly COUNTER_TABLE_NAME: string;
}

/**
 * For whoever saves guides: that a guide is there needs its room no more. Where that cannot be noted the room stays
 * taken, and is put right when guides are counted.
 */
export function sharedRooms(env: CounterEnv, client = documentClient()) {
  const { made } = dynamoRooms({ client, name: env.COUNTER_TABLE_NAME });
  return { made: (tenantId: string, guideId: string) => orLater(tenantId, made(tenantId, guideId)) };
}

/** For whoever deletes guides: their room is free again, at the latest when somebody looks at the plan. */
export function sharedRecount(env: CounterEnv & DatabaseEnv, client = documentClient()) {
  const recount = countedRooms({ client, name: env.COUNTER_TABLE_NAME }, guideCount(env));
  return { deleted: (tenantId: string) => orLater(tenantId, recount(tenantId)) };
}

async function orLater(tenantId: string, counted: Promise<unknown>): Promise<void> {
  try {
    await counted;
  } catch (error) {
    log.error('GUIDES_NOT_COUNTED', error, { tenantId });
  }
}
