import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { Grantee } from './grants.ts';
import { allow } from './grants.ts';

export interface MailServiceProps {
  /** Address of a domain that is `identity` or lies below it. */
  readonly from: string;
  readonly identity: string;
}

/** SES for one domain. It sends once the domain's owner has put the records into its DNS that SES asks for. */
export class MailService extends Construct {
  readonly from: string;
  private readonly identity: string;

  constructor(scope: Construct, id: string, { from, identity }: MailServiceProps) {
    super(scope, id);
    this.from = from;
    this.identity = identity;
    new EmailIdentity(this, 'Identity', { identity: Identity.domain(identity) }).applyRemovalPolicy(
      RemovalPolicy.RETAIN,
    );
  }

  /** May send as the one address, and no other. */
  allowSending(grantee: Grantee): void {
    allow(grantee, {
      actions: ['ses:SendEmail'],
      resources: [
        Stack.of(this).formatArn({ service: 'ses', resource: 'identity', resourceName: this.identity }),
      ],
      conditions: { StringEquals: { 'ses:FromAddress': this.from } },
    });
  }
}
