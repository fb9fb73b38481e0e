import { randomUUID } from 'node:crypto';
import { AwsError, UnsupportedError } from '../../service.ts';
import { list, optionalNumber, optionalText, refuseMembers, text } from '../wire/input.ts';
import type { Input, Operation } from '../wire/json-service.ts';
import type { Key, KeySpec, Keys, KeyUsage } from './keys.ts';
import { checkAlive, metadata } from './metadata.ts';

export const keySpecs: readonly string[] = ['SYMMETRIC_DEFAULT', 'RSA_2048', 'RSA_3072', 'RSA_4096'];
const dayMs = 24 * 3_600_000;

export interface KmsSurroundings {
  readonly account: string;
  /** Before `key/…`. */
  readonly arnPrefix: string;
  readonly now: () => number;
}

type OnKey = (action: string, usage: undefined, run: (key: Key, input: Input) => object) => Operation;

/** Keys that are made and given up while the cloud runs. */
export function keyLifeOperations(
  keys: Keys,
  { account, arnPrefix, now }: KmsSurroundings,
  on: OnKey,
): Record<string, Operation> {
  return {
    CreateKey: {
      permissions(input) {
        const tags = tagsOf(input);
        const names = Object.keys(tags);
        const context = {
          'kms:CallerAccount': account,
          'kms:KeySpec': optionalText(input, 'KeySpec') ?? 'SYMMETRIC_DEFAULT',
          'kms:KeyUsage': optionalText(input, 'KeyUsage') ?? 'ENCRYPT_DECRYPT',
          ...Object.fromEntries(names.map((name) => [`aws:RequestTag/${name}`, tags[name] ?? ''])),
          ...(names.length > 0 ? { 'aws:TagKeys': names } : {}),
        };
        return [
          { action: 'kms:CreateKey', resource: '*', context },
          // With tags it takes both permissions; there is no key yet whose ARN could be named.
          ...(names.length > 0
            ? [{ action: 'kms:TagResource', resource: `${arnPrefix}key/${randomUUID()}`, context }]
            : []),
        ];
      },
      async run(input) {
        refuseMembers(input, 'CreateKey', [
          'Policy',
          'CustomKeyStoreId',
          'Origin',
          'MultiRegion',
          'XksKeyId',
          'CustomerMasterKeySpec',
        ]);
        const spec = optionalText(input, 'KeySpec') ?? 'SYMMETRIC_DEFAULT';
        const usage = optionalText(input, 'KeyUsage') ?? 'ENCRYPT_DECRYPT';
        if (!keySpecs.includes(spec)) throw new UnsupportedError(`key spec ${spec}`);
        if ((usage === 'SIGN_VERIFY') === (spec === 'SYMMETRIC_DEFAULT'))
          throw new AwsError(
            'ValidationException',
            `KeyUsage ${usage} is not compatible with KeySpec ${spec}`,
          );
        const key = await keys.callFor(
          {
            id: randomUUID(),
            spec: spec as KeySpec,
            usage: usage as KeyUsage,
            enabled: true,
            description: optionalText(input, 'Description') ?? '',
            tags: tagsOf(input),
            policy: delegating(account),
          },
          now(),
        );
        return { KeyMetadata: metadata(key, account) };
      },
    },
    ScheduleKeyDeletion: on('ScheduleKeyDeletion', undefined, (key, input) => {
      checkAlive(key);
      const days = optionalNumber(input, 'PendingWindowInDays') ?? 30;
      if (days < 7 || days > 30)
        throw new AwsError(
          'ValidationException',
          `1 validation error detected: Value '${days}' at 'pendingWindowInDays' failed to satisfy constraint`,
        );
      const { arn, deletedAt = 0 } = keys.change(key.id, { deletedAt: now() + days * dayMs });
      return {
        KeyId: arn,
        DeletionDate: deletedAt / 1000,
        KeyState: 'PendingDeletion',
        PendingWindowInDays: days,
      };
    }),
    ListResourceTags: on('ListResourceTags', undefined, ({ tags }) => ({
      Tags: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
      Truncated: false,
    })),
  };
}

function tagsOf(input: Input): Record<string, string> {
  if (input.Tags === undefined) return {};
  return Object.fromEntries(
    list(input, 'Tags').map((tag) => [text(tag, 'TagKey'), String(tag.TagValue ?? '')]),
  );
}

/** The key policy of a key that is made without one: the account's own policies decide. */
function delegating(account: string): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  };
}
