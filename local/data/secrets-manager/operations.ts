import type { LocalContext } from '../../service.ts';
import { AwsError } from '../../service.ts';
import type { KeyUse } from '../kms/grant.ts';
import { keyPermissions } from '../kms/grant.ts';
import { optionalStrings, optionalText, refuseMembers, text } from '../wire/input.ts';
import type { Input, Operation } from '../wire/json-service.ts';
import type { Secret, Secrets, SecretValue, SecretVersion } from './secrets.ts';

export function secretOperations(context: LocalContext, secrets: Secrets): Record<string, Operation> {
  function on(
    action: string,
    keyActions: readonly KeyUse['action'][],
    run: (secret: Secret, input: Input) => object,
  ): Operation {
    const find = (input: Input) => secrets.find(text(input, 'SecretId'));
    return {
      permissions(input) {
        const secret = find(input);
        return [
          { action: `secretsmanager:${action}`, resource: secret.arn },
          ...keyActions.flatMap((keyAction) => secretKeyPermissions(context, secret, keyAction)),
        ];
      },
      run: (input) => run(find(input), input),
    };
  }

  return {
    GetSecretValue: on('GetSecretValue', ['kms:Decrypt'], (secret, input) => {
      const version = selectVersion(secrets, secret, input);
      return {
        ...described(secret, version),
        ...(version.SecretString === undefined ? {} : { SecretString: version.SecretString }),
        ...(version.SecretBinary === undefined ? {} : { SecretBinary: version.SecretBinary }),
        CreatedDate: version.createdAt / 1000,
      };
    }),
    PutSecretValue: on('PutSecretValue', ['kms:GenerateDataKey', 'kms:Decrypt'], (secret, input) => {
      refuseMembers(input, 'PutSecretValue', ['RotationToken']);
      const stages = optionalStrings(input, 'VersionStages');
      const token = optionalText(input, 'ClientRequestToken');
      return described(
        secret,
        secrets.put(secret, parseValue(input), token, stages.length > 0 ? stages : undefined),
      );
    }),
    DescribeSecret: on('DescribeSecret', [], (secret) => {
      const versions = secrets.versions(secret);
      const times = versions.map(({ createdAt }) => createdAt / 1000);
      return {
        ARN: secret.arn,
        Name: secret.name,
        ...(secret.description ? { Description: secret.description } : {}),
        ...(secret.key ? { KmsKeyId: secret.key } : {}),
        ...(times.length > 0 ? { CreatedDate: times[0], LastChangedDate: times.at(-1) } : {}),
        VersionIdsToStages: Object.fromEntries(
          versions
            .filter(({ stages }) => stages.length > 0)
            .map(({ versionId, stages }) => [versionId, stages]),
        ),
      };
    }),
    ListSecrets: {
      permissions: () => [{ action: 'secretsmanager:ListSecrets', resource: '*' }],
      run(input) {
        refuseMembers(input, 'ListSecrets', ['Filters', 'NextToken', 'MaxResults']);
        return { SecretList: secrets.all().map(({ arn, name }) => ({ ARN: arn, Name: name })) };
      },
    },
  };
}

/** What reading or writing a secret's value needs on its customer key. */
export function secretKeyPermissions(context: LocalContext, secret: Secret, action: KeyUse['action']) {
  return keyPermissions(context, {
    key: secret.key,
    action,
    via: 'secretsmanager',
    encryptionContext: { SecretARN: secret.arn },
  });
}

function described(secret: Secret, version: SecretVersion) {
  return { ARN: secret.arn, Name: secret.name, VersionId: version.versionId, VersionStages: version.stages };
}

function selectVersion(secrets: Secrets, secret: Secret, input: Input): SecretVersion {
  const id = optionalText(input, 'VersionId');
  const stage = optionalText(input, 'VersionStage');
  const version = secrets
    .versions(secret)
    .find(
      (candidate) =>
        (id === undefined || candidate.versionId === id) &&
        (id !== undefined && stage === undefined ? true : candidate.stages.includes(stage ?? 'AWSCURRENT')),
    );
  if (version) return version;
  if (stage !== undefined && secrets.versions(secret).some(({ versionId }) => versionId === id)) {
    throw new AwsError(
      'InvalidRequestException',
      'You provided a VersionStage that is not associated to the provided VersionId.',
    );
  }
  throw new AwsError(
    'ResourceNotFoundException',
    id
      ? `Secrets Manager can't find the specified secret value for VersionId: ${id}`
      : `Secrets Manager can't find the specified secret value for staging label: ${stage ?? 'AWSCURRENT'}`,
  );
}

function parseValue(input: Input): SecretValue {
  const string = optionalText(input, 'SecretString');
  const binary = optionalText(input, 'SecretBinary');
  if ((string === undefined) === (binary === undefined)) {
    throw new AwsError(
      'InvalidRequestException',
      string === undefined
        ? 'You must provide either SecretString or SecretBinary.'
        : "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  }
  const bytes = string === undefined ? Buffer.from(binary ?? '', 'base64').length : Buffer.byteLength(string);
  if (bytes > 65_536) {
    throw new AwsError('ValidationException', 'A secret value must have length less than or equal to 65536');
  }
  return string === undefined ? { SecretBinary: binary ?? '' } : { SecretString: string };
}
