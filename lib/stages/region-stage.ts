import { Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment } from '../config/deployments.ts';
import { AiDataStack } from '../stacks/ai-data-stack.ts';
import { AiStack } from '../stacks/ai-stack.ts';
import { ApiKeyStack } from '../stacks/api-key-stack.ts';
import { ApiStack } from '../stacks/api-stack.ts';
import { AuditDataStack } from '../stacks/audit-data-stack.ts';
import { AuditStack } from '../stacks/audit-stack.ts';
import { AuthorizerStack } from '../stacks/authorizer-stack.ts';
import { CaptureDataStack } from '../stacks/capture-data-stack.ts';
import { CaptureStack } from '../stacks/capture-stack.ts';
import { ComposeDataStack } from '../stacks/compose-data-stack.ts';
import { ComposeStack } from '../stacks/compose-stack.ts';
import { DirectoryDataStack } from '../stacks/directory-data-stack.ts';
import { EdgeStack } from '../stacks/edge-stack.ts';
import { GuidesDataStack } from '../stacks/guides-data-stack.ts';
import { GuidesStack } from '../stacks/guides-stack.ts';
import { IdentityDataStack } from '../stacks/identity-data-stack.ts';
import { IdentityStack } from '../stacks/identity-stack.ts';
import { MailStack } from '../stacks/mail-stack.ts';
import { MediaStack } from '../stacks/media-stack.ts';
import { MembershipStack } from '../stacks/membership-stack.ts';
import { MeteringDataStack } from '../stacks/metering-data-stack.ts';
import { MeteringStack } from '../stacks/metering-stack.ts';
import { OperationsStack } from '../stacks/operations-stack.ts';
import { PolicyStack } from '../stacks/policy-stack.ts';
import { RedactionStack } from '../stacks/redaction-stack.ts';
import { RegistrationStack } from '../stacks/registration-stack.ts';
import { ShareStack } from '../stacks/share-stack.ts';

/** The whole product in one account and region. */
export class RegionStage extends Stage {
  constructor(scope: Construct, id: string, deployment: Deployment) {
    const { account, region } = deployment;
    super(scope, id, { env: { region, ...(account ? { account } : {}) } });
    const { operations } = new OperationsStack(this, 'Operations', {
      logLevel: deployment.logLevel,
      alarmEmail: deployment.alarmEmail,
    });

    const audit = new AuditDataStack(this, 'AuditData', { operations });
    const api = new ApiStack(this, 'Api', { operations });
    const identityData = new IdentityDataStack(this, 'IdentityData', { operations });
    const capture = new CaptureDataStack(this, 'CaptureData', { operations });
    const composeData = new ComposeDataStack(this, 'ComposeData', { operations });
    const guides = new GuidesDataStack(this, 'GuidesData', {
      operations,
      databaseCapacity: deployment.databaseCapacity,
    });

    const directory = new DirectoryDataStack(this, 'DirectoryData', {
      operations,
      sharedRegions: deployment.sharedRegions,
    });

    const metering = new MeteringDataStack(this, 'MeteringData', { operations });
    const edge = new EdgeStack(this, 'Edge', { operations, api, guides, domain: deployment.domain });
    const identity = new IdentityStack(this, 'Identity', {
      operations,
      api,
      edge,
      data: identityData,
      audit,
      directory,
      regions: deployment.sharedRegions ?? [region],
    });
    const authorizer = new AuthorizerStack(this, 'Authorizer', {
      operations,
      api,
      issuer: identity.issuer,
      identities: identityData,
      recordings: capture,
      directory,
      metering,
    });
    authorizer.addStackDependency(identity, 'the issuer’s discovery document must be live');

    const common = { operations, api, authorizer, audit };
    new ApiKeyStack(this, 'ApiKey', { ...common, identities: identityData });
    new PolicyStack(this, 'Policy', { ...common, identities: identityData });
    new RedactionStack(this, 'Redaction', { ...common, identities: identityData });
    const compose = new ComposeStack(this, 'Compose', { ...common, capture, data: composeData, guides });
    const ai = new AiStack(this, 'Ai', {
      ...common,
      data: new AiDataStack(this, 'AiData', { operations }),
      guides,
      identities: identityData,
      metering,
      models: deployment.models,
    });
    const media = new MediaStack(this, 'Media', {
      operations,
      audit,
      capture,
      guides,
      identities: identityData,
    });
    const share = new ShareStack(this, 'Share', { ...common, identities: identityData, guides, edge });
    const { publishGuide } = new GuidesStack(this, 'Guides', {
      ...common,
      capture,
      data: guides,
      identities: identityData,
      metering,
      edge,
      compose,
      ai,
      media,
      share,
    });
    const { mail, breachedPasswordsUrl } = deployment;
    const mails = mail && new MailStack(this, 'Mail', { operations, edge, identities: identityData, mail });
    const membership = { ...common, identities: identityData, mails };
    new RegistrationStack(this, 'Registration', { ...membership, edge, directory, breachedPasswordsUrl });
    new MembershipStack(this, 'Membership', { ...membership, breachedPasswordsUrl });
    new MeteringStack(this, 'Metering', {
      ...membership,
      edge,
      guides,
      data: metering,
      prices: deployment.payment?.prices,
    });
    new AuditStack(this, 'Audit', {
      ...common,
      data: audit,
      identities: identityData.identities,
      audited: [identityData.identities, capture.recordings, share.links],
      database: guides.database,
    });
    new CaptureStack(this, 'Capture', {
      ...common,
      data: capture,
      identities: identityData,
      metering,
      publishGuide,
    });
  }
}
