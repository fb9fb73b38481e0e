import { GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { RecordingKeys } from '../../domain/capture/recording-keys.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

export function kmsRecordingKeys(keyId: string, client = new KMSClient(clientSettings)): RecordingKeys {
  return {
    async generate({ tenantId, recordingId }) {
      const { Plaintext, CiphertextBlob } = await client.send(
        new GenerateDataKeyCommand({
          KeyId: keyId,
          KeySpec: 'AES_256',
          EncryptionContext: { tenant: tenantId, recording: recordingId },
        }),
      );
      if (!Plaintext || !CiphertextBlob) throw new Error('KMS gave no data key');
      return { plaintext: Plaintext, ciphertext: CiphertextBlob };
    },
  };
}
