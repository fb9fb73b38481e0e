import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Grantee } from './grants.ts';
import { allow } from './grants.ts';

/** Every use of the envelope key names tenant and recording, and nothing else. */
const recordingContext = {
  Null: { 'kms:EncryptionContext:tenant': 'false', 'kms:EncryptionContext:recording': 'false' },
  'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['tenant', 'recording'] },
};

/** May make a recording's key. */
export function allowDataKeys(grantee: Grantee, envelopeKey: IKey): void {
  allow(grantee, {
    actions: ['kms:GenerateDataKey'],
    resources: [envelopeKey.keyArn],
    conditions: recordingContext,
  });
}

/** May open the envelope of a recording's key. */
export function allowOpening(grantee: Grantee, envelopeKey: IKey): void {
  allow(grantee, { actions: ['kms:Decrypt'], resources: [envelopeKey.keyArn], conditions: recordingContext });
}
