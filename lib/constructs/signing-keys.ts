import type { Stack } from 'aws-cdk-lib';
import { acknowledge, acknowledgeWildcard } from './acknowledge.ts';
import { allow, type Grantee } from './grants.ts';

/**
 * The KMS keys that sign tokens. They come and go while the product runs, so that no template can name them: their tag
 * does, and every permission is for keys with that tag only.
 */
export class SigningKeys {
  private readonly stack: Stack;

  constructor(stack: Stack) {
    this.stack = stack;
  }

  /** Environment of whoever makes keys. */
  get tag() {
    return { KEY_TAG: tagKey, KEY_TAG_VALUE: this.stack.stackName };
  }

  allowSigning(grantee: Grantee): void {
    this.allowOnKeys(grantee, ['kms:Sign']);
  }

  allowMaking(grantee: Grantee): void {
    const conditions = {
      StringEquals: {
        [`aws:RequestTag/${tagKey}`]: this.stack.stackName,
        'kms:KeySpec': 'RSA_2048',
        'kms:KeyUsage': 'SIGN_VERIFY',
      },
      'ForAllValues:StringEquals': { 'aws:TagKeys': [tagKey] },
    };
    allow(grantee, { actions: ['kms:CreateKey'], resources: ['*'], conditions });
    acknowledge(
      grantee,
      'IAM5[Resource::*]',
      'A key that is not made yet has no name; its tag and kind are set.',
    );
    const { StringEquals } = conditions;
    allow(grantee, {
      actions: ['kms:TagResource'],
      resources: [this.keys],
      conditions: {
        StringEquals: { [`aws:RequestTag/${tagKey}`]: StringEquals[`aws:RequestTag/${tagKey}`] },
      },
    });
    this.allowOnKeys(grantee, ['kms:GetPublicKey', 'kms:ScheduleKeyDeletion']);
  }

  private allowOnKeys(grantee: Grantee, actions: readonly string[]): void {
    allow(grantee, {
      actions,
      resources: [this.keys],
      conditions: { StringEquals: { [`aws:ResourceTag/${tagKey}`]: this.stack.stackName } },
    });
    acknowledgeWildcard(grantee, this.keys, 'Keys with the tag of this stack only, which come and go.');
  }

  private get keys(): string {
    return this.stack.formatArn({ service: 'kms', resource: 'key', resourceName: '*' });
  }
}

const tagKey = 'guidewright:signs-tokens-of';
