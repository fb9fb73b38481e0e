import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings } from '../../runtime/aws-client.ts';

/** What SQS takes at once. */
const messagesAtOnce = 10;

/** One message for each tenant whose log is to be exported. */
export function exportQueue(queueUrl: string, client = new SQSClient(clientSettings)) {
  return async (tenantIds: readonly string[]): Promise<void> => {
    for (let at = 0; at < tenantIds.length; at += messagesAtOnce) {
      const Entries = tenantIds
        .slice(at, at + messagesAtOnce)
        .map((tenantId, index) => ({ Id: String(index), MessageBody: JSON.stringify({ tenantId }) }));
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
      if (Failed.length > 0) throw new Error(`${Failed.length} exports could not be queued`);
    }
  };
}
