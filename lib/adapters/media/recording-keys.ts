import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DecryptCommand, KMSClient } from '@aws-sdk/client-kms';
import type { MediaPorts } from '../../domain/media/process-screenshot.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

const dynamo = new DynamoDBClient(clientSettings);
const kms = new KMSClient(clientSettings);
/** Forty screenshots of one recording come in a row: KMS need not be asked for each. */
const keptKeys = 4;

/** Recordings' keys from their KMS envelopes; the encryption context ties each to its tenant and recording. */
export function recordingKeys(table: string, envelopeKeyId: string): MediaPorts['keys'] {
  const known = new Map<string, Uint8Array>();
  return {
    read: async (tenantId, recordingId) => {
      const place = `${tenantId}/${recordingId}`;
      const kept = known.get(place);
      if (kept) return kept;
      const envelope = await readEnvelope(table, tenantId, recordingId);
      if (!envelope) return undefined;
      const { Plaintext } = await kms.send(
        new DecryptCommand({
          KeyId: envelopeKeyId,
          CiphertextBlob: envelope,
          EncryptionContext: { tenant: tenantId, recording: recordingId },
        }),
      );
      if (!Plaintext) return undefined;
      if (known.size >= keptKeys) known.delete(known.keys().next().value ?? '');
      known.set(place, Plaintext);
      return Plaintext;
    },
  };
}

async function readEnvelope(
  table: string,
  tenantId: string,
  recordingId: string,
): Promise<Uint8Array | undefined> {
  const { Item } = await dynamo.send(
    new GetItemCommand({
      TableName: table,
      Key: { recordingId: { S: recordingId } },
      ProjectionExpression: 'tenantId, keyCiphertext',
    }),
  );
  if (!Item || Item.tenantId?.S !== tenantId) return undefined;
  return Item.keyCiphertext?.B;
}
