import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { DeleteGuidePorts } from '../../domain/guides/delete-guide.ts';
import { retryableEntries } from '../../domain/guides/failure-class.ts';
import type { RecordFailurePorts } from '../../domain/guides/record-failure.ts';
import { clientSettings } from '../../runtime/aws-client.ts';
import { PermanentFault, TransientFault } from '../../runtime/faults.ts';

/** The product's bus. */
export function eventBus(
  name: string,
  client = new EventBridgeClient(clientSettings),
): RecordFailurePorts['bus'] & DeleteGuidePorts['bus'] {
  const put = async (DetailType: string, detail: object) => {
    const entry = { EventBusName: name, Source: 'guidewright.guides', DetailType };
    const { FailedEntryCount, Entries: [taken] = [] } = await client.send(
      new PutEventsCommand({ Entries: [{ ...entry, Detail: JSON.stringify(detail) }] }),
    );
    if (!FailedEntryCount) return;
    const Fault = retryableEntries.has(taken?.ErrorCode) ? TransientFault : PermanentFault;
    throw new Fault(`the bus did not take ${DetailType}: ${taken?.ErrorCode}`);
  };
  return {
    announceFailure: (failure) => put('GuideFailed', failure),
    announceDeletion: (deleted) => put('GuideDeleted', deleted),
  };
}
