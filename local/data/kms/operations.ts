import { randomBytes } from 'node:crypto';
import type { Permission } from '../../service.ts';
import { AwsError } from '../../service.ts';
import { blob, optionalNumber, optionalText, refuseMembers, text, textMap } from '../wire/input.ts';
import type { Input, Operation } from '../wire/json-service.ts';
import { invalidCiphertext, open, seal, sealingKeyId } from './ciphertext.ts';
import { encryptionContextKeys } from './grant.ts';
import { type KmsSurroundings, keyLifeOperations } from './key-life.ts';
import type { Key, Keys, KeyUsage } from './keys.ts';
import { publicKeyOf } from './keys.ts';
import { checkAlive, metadata, resourceTags } from './metadata.ts';
import { signingAlgorithm, signMessage, verifiesMessage } from './signature.ts';

const plaintextLimitBytes = 4096;

export function kmsOperations(
  keys: Keys,
  { account, arnPrefix, now }: KmsSurroundings,
): Record<string, Operation> {
  function on(
    action: string,
    usage: KeyUsage | undefined,
    run: (key: Key, input: Input) => object,
    locate: (input: Input) => Key = (input) => keys.find(text(input, 'KeyId')),
  ): Operation {
    return {
      permissions: (input) => [permission(`kms:${action}`, locate(input), input)],
      run(input) {
        const key = locate(input);
        if (usage) checkUsable(key, usage, action);
        else if (action === 'GetPublicKey') checkAlive(key);
        return run(key, input);
      },
    };
  }

  function permission(action: string, key: Key, input: Input): Permission {
    return {
      action,
      resource: key.arn,
      context: {
        'kms:CallerAccount': account,
        'kms:KeySpec': key.spec,
        'kms:KeyUsage': key.usage,
        ...resourceTags(key),
        ...encryptionContextKeys(textMap(input, 'EncryptionContext')),
        ...optionalCondition('kms:SigningAlgorithm', optionalText(input, 'SigningAlgorithm')),
        ...optionalCondition('kms:MessageType', optionalText(input, 'MessageType')),
        ...optionalCondition('kms:RequestAlias', aliasOf(optionalText(input, 'KeyId'))),
      },
    };
  }

  // The ciphertext names its key; a key named in the request must be that one.
  function sealedWith(input: Input): Key {
    const id = sealingKeyId(blob(input, 'CiphertextBlob'));
    const key = keys.all().find((candidate) => candidate.id === id);
    if (!key) throw invalidCiphertext();
    const named = optionalText(input, 'KeyId');
    if (named && keys.find(named).id !== id) {
      throw new AwsError(
        'IncorrectKeyException',
        'The key ID in the request does not identify a CMK that can perform this operation.',
      );
    }
    return key;
  }

  return {
    GenerateDataKey: on('GenerateDataKey', 'ENCRYPT_DECRYPT', (key, input) => {
      refuseMembers(input, 'GenerateDataKey', ['GrantTokens', 'Recipient']);
      return dataKey(key, input);
    }),
    GenerateDataKeyWithoutPlaintext: on(
      'GenerateDataKeyWithoutPlaintext',
      'ENCRYPT_DECRYPT',
      (key, input) => {
        const { KeyId, CiphertextBlob } = dataKey(key, input);
        return { KeyId, CiphertextBlob };
      },
    ),
    Encrypt: on('Encrypt', 'ENCRYPT_DECRYPT', (key, input) => {
      refuseMembers(input, 'Encrypt', ['GrantTokens']);
      const plaintext = blob(input, 'Plaintext');
      if (plaintext.length > plaintextLimitBytes) {
        throw new AwsError(
          'ValidationException',
          "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096",
        );
      }
      return {
        KeyId: key.arn,
        CiphertextBlob: seal(key, plaintext, textMap(input, 'EncryptionContext')).toString('base64'),
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      };
    }),
    Decrypt: on(
      'Decrypt',
      'ENCRYPT_DECRYPT',
      (key, input) => {
        refuseMembers(input, 'Decrypt', ['GrantTokens', 'Recipient']);
        const plaintext = open(key, blob(input, 'CiphertextBlob'), textMap(input, 'EncryptionContext'));
        return {
          KeyId: key.arn,
          Plaintext: plaintext.toString('base64'),
          EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
        };
      },
      sealedWith,
    ),
    Sign: on('Sign', 'SIGN_VERIFY', (key, input) => {
      checkAlgorithm(input);
      return {
        KeyId: key.arn,
        Signature: signMessage(key, message(input)).toString('base64'),
        SigningAlgorithm: signingAlgorithm,
      };
    }),
    Verify: on('Verify', 'SIGN_VERIFY', (key, input) => {
      checkAlgorithm(input);
      if (!verifiesMessage(key, message(input), blob(input, 'Signature'))) {
        throw new AwsError('KMSInvalidSignatureException', '');
      }
      return { KeyId: key.arn, SignatureValid: true, SigningAlgorithm: signingAlgorithm };
    }),
    GetPublicKey: on('GetPublicKey', undefined, (key) => {
      if (key.spec === 'SYMMETRIC_DEFAULT') {
        throw new AwsError(
          'UnsupportedOperationException',
          `${key.arn} key spec is ${key.spec} which is not valid for this operation.`,
        );
      }
      return {
        KeyId: key.arn,
        PublicKey: publicKeyOf(key).toString('base64'),
        CustomerMasterKeySpec: key.spec,
        KeySpec: key.spec,
        KeyUsage: key.usage,
        SigningAlgorithms: [signingAlgorithm],
      };
    }),
    DescribeKey: on('DescribeKey', undefined, (key) => ({ KeyMetadata: metadata(key, account) })),
    GetKeyPolicy: on('GetKeyPolicy', undefined, (key) => ({
      Policy: JSON.stringify(key.policy),
      PolicyName: 'default',
    })),
    ...keyLifeOperations(keys, { account, arnPrefix, now }, on),
    ListAliases: {
      permissions: () => [{ action: 'kms:ListAliases', resource: '*' }],
      run: () => ({
        Aliases: keys
          .aliases()
          .map(({ name, arn, keyId }) => ({ AliasName: name, AliasArn: arn, TargetKeyId: keyId })),
        Truncated: false,
      }),
    },
  };
}

function optionalCondition(key: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [key]: value };
}

function aliasOf(reference: string | undefined): string | undefined {
  return reference?.match(/alias\/.*$/)?.[0];
}

function dataKey(key: Key, input: Input) {
  const plaintext = randomBytes(dataKeyBytes(input));
  return {
    KeyId: key.arn,
    Plaintext: plaintext.toString('base64'),
    CiphertextBlob: seal(key, plaintext, textMap(input, 'EncryptionContext')).toString('base64'),
  };
}

function dataKeyBytes(input: Input): number {
  const spec = optionalText(input, 'KeySpec');
  const bytes = optionalNumber(input, 'NumberOfBytes');
  if ((spec === undefined) === (bytes === undefined)) {
    throw new AwsError('ValidationException', 'Please specify either number of bytes or key spec.');
  }
  if (spec !== undefined) {
    if (spec === 'AES_256') return 32;
    if (spec === 'AES_128') return 16;
    throw new AwsError('ValidationException', `Value '${spec}' at 'keySpec' must be AES_256 or AES_128`);
  }
  if (bytes === undefined || bytes < 1 || bytes > 1024) {
    throw new AwsError('ValidationException', "Value at 'numberOfBytes' must be between 1 and 1024");
  }
  return bytes;
}

function checkUsable(key: Key, usage: KeyUsage, action: string): void {
  checkAlive(key);
  if (!key.enabled) throw new AwsError('DisabledException', `${key.arn} is disabled.`);
  if (key.usage !== usage) {
    throw new AwsError(
      'InvalidKeyUsageException',
      `${key.arn} key usage is ${key.usage} which is not valid for ${action}.`,
    );
  }
}

function checkAlgorithm(input: Input): void {
  const algorithm = text(input, 'SigningAlgorithm');
  if (algorithm !== signingAlgorithm) {
    throw new AwsError('ValidationException', `The local cloud does not support the algorithm ${algorithm}`);
  }
}

function message(input: Input): { bytes: Buffer; type: 'RAW' | 'DIGEST' } {
  const type = optionalText(input, 'MessageType') ?? 'RAW';
  if (type !== 'RAW' && type !== 'DIGEST') {
    throw new AwsError('ValidationException', `Value '${type}' at 'messageType' must be RAW or DIGEST`);
  }
  return { bytes: blob(input, 'Message'), type };
}
