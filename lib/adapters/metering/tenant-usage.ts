import { monthOf } from '../../domain/metering/recording-allowance.ts';
import type { Usage } from '../../domain/metering/usage.ts';
import type { Table } from '../../runtime/document-client.ts';
import { countedRooms } from './counters/counted-rooms.ts';
import { dynamoMonths } from './counters/dynamo-months.ts';
import { dynamoPlaces } from './counters/dynamo-places.ts';
import { type DatabaseEnv, guideCount } from './counters/guide-count.ts';
import { tenantItems } from './tenant-items.ts';

/** Counted where each thing is kept, at the moment of asking. */
export function tenantUsage(
  { identities, counters }: { readonly identities: Table; readonly counters: Table },
  database: DatabaseEnv,
): Usage {
  const items = tenantItems(identities);
  const guides = countedRooms(counters, guideCount(database));
  const [places, months] = [dynamoPlaces(counters), dynamoMonths(counters)];
  return {
    async of(tenantId) {
      const now = Date.now();
      const [members, apiKeys, ofGuides, concurrentRecordings, recordingsThisMonth] = await Promise.all([
        items.countMembers(tenantId, now),
        items.countApiKeys(tenantId, now),
        guides(tenantId),
        places.count(tenantId),
        months.read(tenantId, monthOf(now)),
      ]);
      return { members, apiKeys, guides: ofGuides, concurrentRecordings, recordingsThisMonth };
    },
  };
}
