import { Duration } from 'aws-cdk-lib';
import { CfnAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Env as AdmitRequestEnv } from '../../functions/identity/admit-request.ts';
import { accessToken } from '../constructs/access-token.ts';
import {
  allow,
  allowAttributes,
  allowItems,
  allowPartitions,
  allowRecordEvents,
} from '../constructs/grants.ts';
import type { Authorizer, Doorkeepers } from '../constructs/http-route.ts';
import { invocationArn, NodeFunction } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import type { ApiStack } from './api-stack.ts';
import type { CaptureDataStack } from './capture-data-stack.ts';
import type { DirectoryDataStack } from './directory-data-stack.ts';
import type { IdentityDataStack } from './identity-data-stack.ts';
import type { MeteringDataStack } from './metering-data-stack.ts';

export interface AuthorizerStackProps extends ProductStackProps {
  readonly api: ApiStack;
  /** Of access tokens. */
  readonly issuer: string;
  readonly identities: IdentityDataStack;
  readonly recordings: CaptureDataStack;
  readonly directory: DirectoryDataStack;
  readonly metering: MeteringDataStack;
}

/**
 * Who comes in at the front door. A stack of its own, after Identity: API Gateway reads the issuer's discovery document
 * while it makes the authorizer of tokens, and by then the routes must be live, not only made.
 */
export class AuthorizerStack extends ProductStack implements Doorkeepers {
  /** Decides about each request by what it asks for (ADR 0402). */
  readonly decision: Authorizer;
  /** Checks tokens for the routes that no function stands behind. */
  readonly token: Authorizer;

  constructor(scope: Construct, id: string, props: AuthorizerStackProps) {
    super(scope, id, props);
    this.decision = this.addDecision(props);
    this.token = this.addToken(props);
  }

  private addDecision(props: AuthorizerStackProps): Authorizer {
    const { api } = props;
    const admit = this.addAdmitRequest(props);
    const authorizer = new CfnAuthorizer(this, 'Decision', {
      apiId: api.httpApiId,
      name: 'decision',
      authorizerType: 'REQUEST',
      authorizerUri: invocationArn(this, admit.function),
      authorizerPayloadFormatVersion: '2.0',
      enableSimpleResponses: true,
      // Its answer is about one thing and counts a request: API Gateway could only keep it for a whole credential.
      authorizerResultTtlInSeconds: 0,
    });
    new CfnPermission(this, 'DecisionPermission', {
      action: 'lambda:InvokeFunction',
      functionName: admit.arn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: this.formatArn({
        service: 'execute-api',
        resource: `${api.httpApiId}/authorizers/${authorizer.ref}`,
      }),
    });
    return { authorizerId: authorizer.ref, kind: 'function' };
  }

  private addAdmitRequest(props: AuthorizerStackProps): NodeFunction<AdmitRequestEnv> {
    const { issuer, identities, recordings, directory, metering } = props;
    const admit = new NodeFunction<AdmitRequestEnv>(this, 'AdmitRequest', {
      entry: 'functions/identity/admit-request.ts',
      environment: {
        IDENTITY_TABLE_NAME: identities.identities.tableName,
        RECORDING_TABLE_NAME: recordings.recordings.tableName,
        DIRECTORY_TABLE_NAME: directory.tableName,
        COUNTER_TABLE_NAME: metering.counters.tableName,
        API_KEY_PEPPER_ARN: identities.apiKeyPepper.secretArn,
        ISSUER: issuer,
        REGION_NAME: this.region,
      },
      // Every request waits for it.
      memory: 1_769,
      timeout: Duration.seconds(5),
    });
    allowPartitions(admit, identities.identities, {
      // Tenants, members, keys, policies, and who works on guides; and the keys that tokens are signed with.
      'TENANT#*': ['Get'],
      'SIGNING-KEYS': ['Get'],
    });
    // It puts refusals on record, and notes when an API key was last used.
    allowRecordEvents(admit, identities.identities);
    allowAttributes(admit, identities.identities, 'TENANT#*', 'lastUsedAt');
    allowItems(admit, recordings.recordings, 'Get');
    directory.allowReading(admit);
    allowItems(admit, metering.counters, 'Update');
    allow(admit, {
      actions: ['secretsmanager:GetSecretValue'],
      resources: [identities.apiKeyPepper.secretArn],
    });
    return admit;
  }

  private addToken({ api, issuer }: AuthorizerStackProps): Authorizer {
    const authorizer = new CfnAuthorizer(this, 'AccessToken', {
      apiId: api.httpApiId,
      name: 'access-token',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer, audience: [accessToken.audience] },
    });
    return { authorizerId: authorizer.ref, kind: 'token' };
  }
}
