import { DecryptCommand, KMSClient } from '@aws-sdk/client-kms';
import type { ComposedRecording } from '../../domain/compose/live/recordings.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

export interface DataKeys {
  of(recording: Pick<ComposedRecording, 'recordingId' | 'tenantId' | 'keyCiphertext'>): Promise<Uint8Array>;
}

const kept = 500;

/** Keys of recordings in clear, kept in memory only: the least recently used goes first. */
export function kmsDataKeys(keyId: string, client = new KMSClient(clientSettings)): DataKeys {
  const cache = new Map<string, Promise<Uint8Array>>();
  const decrypt = async (recording: Parameters<DataKeys['of']>[0]): Promise<Uint8Array> => {
    const { Plaintext } = await client.send(
      new DecryptCommand({
        KeyId: keyId,
        CiphertextBlob: recording.keyCiphertext,
        EncryptionContext: { tenant: recording.tenantId, recording: recording.recordingId },
      }),
    );
    if (!Plaintext) throw new Error('KMS gave no data key');
    return Plaintext;
  };
  return {
    async of(recording) {
      const { recordingId } = recording;
      const known = cache.get(recordingId) ?? decrypt(recording);
      cache.delete(recordingId);
      cache.set(recordingId, known);
      if (cache.size > kept) cache.delete(cache.keys().next().value ?? recordingId);
      try {
        return await known;
      } catch (error) {
        cache.delete(recordingId);
        throw error;
      }
    },
  };
}
