import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { DeleteGuidePorts } from '../../domain/guides/delete-guide.ts';
import type { RecordFailurePorts } from '../../domain/guides/record-failure.ts';
import { clientSettings } from '../../runtime/aws-client.ts';
import { TransientFault } from '../../runtime/faults.ts';

const client = new EventBridgeClient(clientSettings);

/** The product's bus. */
export function eventBus(name: string): RecordFailurePorts['bus'] & DeleteGuidePorts['bus'] {
  const put = async (DetailType: string, detail: object) => {
    const entry = { EventBusName: name, Source: 'guidewright.guides', DetailType };
    const { FailedEntryCount } = await client.send(
      new PutEventsCommand({ Entries: [{ ...entry, Detail: JSON.stringify(detail) }] }),
    );
    if (FailedEntryCount) throw new TransientFault(`the bus did not take ${DetailType}`);
  };
  return {
    announceFailure: (failure) => put('GuideFailed', failure),
    announceDeletion: (deleted) => put('GuideDeleted', deleted),
  };
}
