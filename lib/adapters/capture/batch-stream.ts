import { gzipSync } from 'node:zlib';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import type { ImportPorts } from '../../domain/capture/import-recording.ts';
import { seal } from '../../runtime/sealing.ts';

/** The stream of sealed batches, written to as the front door does it for agents. */
export function kinesisBatches(
  streamName: string,
  client = new KinesisClient({ maxAttempts: 5 }),
): ImportPorts['batches'] {
  return {
    async send(tenantId, key, batch) {
      const { recordingId, sequence } = batch;
      const header = { tenantId, recordingId, subject: String(sequence) };
      const frame = seal('batch', header, key, gzipSync(JSON.stringify(batch)));
      await client.send(
        new PutRecordCommand({ StreamName: streamName, PartitionKey: recordingId, Data: frame }),
      );
    },
  };
}
