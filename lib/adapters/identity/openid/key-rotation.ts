import { documentClient } from '../../../runtime/document-client.ts';
import { dynamoKeyRings } from './dynamo-key-rings.ts';
import { kmsKeyMaker } from './kms-key-maker.ts';

export const rotationVariables = ['IDENTITY_TABLE_NAME', 'KEY_TAG', 'KEY_TAG_VALUE'] as const;

type RotationEnv = Readonly<Record<(typeof rotationVariables)[number], string>>;

/** Where the signing keys are listed, and what makes them and gives them up. */
export function keyRotation(env: RotationEnv) {
  return {
    rings: dynamoKeyRings({ client: documentClient(), name: env.IDENTITY_TABLE_NAME }),
    makers: kmsKeyMaker({ key: env.KEY_TAG, value: env.KEY_TAG_VALUE }),
    now: Date.now,
  };
}
