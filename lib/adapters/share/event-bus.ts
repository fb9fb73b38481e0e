import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { PublishWithoutPicturesPorts } from '../../domain/share/publish-without-pictures.ts';
import { clientSettings } from '../../runtime/aws-client.ts';
import { TransientFault } from '../../runtime/faults.ts';

/** The product's bus, for what the guide workflow does not announce. */
export function eventBus(
  name: string,
  client = new EventBridgeClient(clientSettings),
): PublishWithoutPicturesPorts['bus'] {
  return {
    announcePublication: async (published) => {
      const entry = { EventBusName: name, Source: 'guidewright.share', DetailType: 'GuidePublished' };
      const { FailedEntryCount, Entries: [taken] = [] } = await client.send(
        new PutEventsCommand({ Entries: [{ ...entry, Detail: JSON.stringify(published) }] }),
      );
      if (FailedEntryCount)
        throw new TransientFault(`the bus did not take GuidePublished: ${taken?.ErrorCode}`);
    },
  };
}
