import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { RecordFailurePorts } from '../../domain/guides/record-failure.ts';
import { TransientFault } from '../../runtime/faults.ts';

const client = new EventBridgeClient({});

/** The product's bus. */
export function eventBus(name: string): RecordFailurePorts['bus'] {
  return {
    announceFailure: async (failure) => {
      const { FailedEntryCount } = await client.send(
        new PutEventsCommand({
          Entries: [
            {
              EventBusName: name,
              Source: 'guidewright.guides',
              DetailType: 'GuideFailed',
              Detail: JSON.stringify(failure),
            },
          ],
        }),
      );
      if (FailedEntryCount) throw new TransientFault('the bus did not take GuideFailed');
    },
  };
}
