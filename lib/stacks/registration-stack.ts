import type { Construct } from 'constructs';
import type { Env as AnnounceRegionEnv } from '../../functions/identity/announce-region.ts';
import type { Env as RegisterEnv } from '../../functions/identity/register.ts';
import type { Env as VerifyRegistrationEnv } from '../../functions/identity/verify-registration.ts';
import { DeploymentTask } from '../constructs/deployment-task.ts';
import { allow, allowPartitions, allowSend } from '../constructs/grants.ts';
import type { Doorkeepers, Routes } from '../constructs/http-route.ts';
import { routesOf } from '../constructs/http-route.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import type { ApiStack } from './api-stack.ts';
import type { AuditDataStack } from './audit-data-stack.ts';
import type { DirectoryDataStack } from './directory-data-stack.ts';
import type { EdgeStack } from './edge-stack.ts';
import type { IdentityDataStack } from './identity-data-stack.ts';
import { type MailStack, noMailQueue } from './mail-stack.ts';

export interface RegistrationStackProps extends ProductStackProps {
  readonly api: ApiStack;
  readonly authorizer: Doorkeepers;
  readonly edge: EdgeStack;
  readonly identities: IdentityDataStack;
  readonly directory: DirectoryDataStack;
  readonly audit: AuditDataStack;
  /** Without it nothing is mailed, and the routes that need a mail say so. */
  readonly mails: MailStack | undefined;
  readonly breachedPasswordsUrl: string | undefined;
}

/** How companies come. */
export class RegistrationStack extends ProductStack {
  private readonly props: RegistrationStackProps;
  private readonly route: Routes;

  constructor(scope: Construct, id: string, props: RegistrationStackProps) {
    super(scope, id, props);
    this.props = props;
    this.route = routesOf(this, props);
    this.addRegion();
    this.addRegistering();
    this.addVerifying();
  }

  /** For the other regions, who send here whoever wants to live here. */
  private addRegion(): void {
    const { api, directory, edge } = this.props;
    const announce = new NodeFunction<AnnounceRegionEnv>(this, 'AnnounceRegion', {
      entry: 'functions/identity/announce-region.ts',
      environment: { DIRECTORY_TABLE_NAME: directory.tableName },
    });
    directory.allowEntering(announce);
    new DeploymentTask(this, 'Region', {
      resourceType: 'Custom::Region',
      handler: announce,
      properties: { Region: this.region, ApiUrl: api.httpUrl, EdgeUrl: edge.url },
    });
  }

  private addRegistering(): void {
    const { directory, identities, mails } = this.props;
    const register = new NodeFunction<RegisterEnv>(this, 'Register', {
      entry: 'functions/identity/register.ts',
      environment: {
        IDENTITY_TABLE_NAME: identities.identities.tableName,
        DIRECTORY_TABLE_NAME: directory.tableName,
        MAIL_QUEUE_URL: mails?.queueUrl ?? noMailQueue,
        // The word that lib/adapters/identity/breached-passwords.ts knows.
        BREACHED_PASSWORDS_URL: this.props.breachedPasswordsUrl ?? 'off',
        HOME_REGION: this.region,
      },
      // Hashing and judging a password want a whole processor.
      memory: 1_769,
    });
    allowPartitions(register, identities.identities, { 'ATTEMPT#*': ['Update'], 'PENDING#*': ['Put'] });
    directory.allowReading(register);
    mails?.allowMailing(register);
    const openBecause = 'Whoever registers is nobody yet.';
    this.route('POST', '/v1/registrations', register, { openBecause });
  }

  private addVerifying(): void {
    const { api, audit, directory, edge, identities } = this.props;
    const verify = new NodeFunction<VerifyRegistrationEnv>(this, 'VerifyRegistration', {
      entry: 'functions/identity/verify-registration.ts',
      environment: {
        IDENTITY_TABLE_NAME: identities.identities.tableName,
        DIRECTORY_TABLE_NAME: directory.tableName,
        API_KEY_PEPPER_ARN: identities.apiKeyPepper.secretArn,
        AUDIT_QUEUE_URL: audit.nudges.queue.queueUrl,
        HOME_REGION: this.region,
        API_URL: api.httpUrl,
        EDGE_URL: edge.url,
      },
      // As above: it checks a password.
      memory: 1_769,
    });
    allowPartitions(verify, identities.identities, {
      'ATTEMPT#*': ['Update'],
      'EMAIL#*': ['Get', 'Put', 'Update'],
      'PENDING#*': ['Get', 'Update'],
      'TENANT#*': ['Get', 'Put'],
      'USER#*': ['Put'],
    });
    directory.allowEntering(verify);
    allowSend(verify, audit.nudges.queue);
    allow(verify, {
      actions: ['secretsmanager:GetSecretValue'],
      resources: [identities.apiKeyPepper.secretArn],
    });
    const openBecause = 'The token of the mail and the password say who may.';
    this.route('POST', '/v1/registrations/verify', verify, { openBecause });
  }
}
