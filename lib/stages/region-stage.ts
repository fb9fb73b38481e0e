import { Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Deployment } from '../config/deployments.ts';
import { AiStack } from '../stacks/ai-stack.ts';
import { ApiStack } from '../stacks/api-stack.ts';
import { AuthorizerStack } from '../stacks/authorizer-stack.ts';
import { CaptureDataStack } from '../stacks/capture-data-stack.ts';
import { CaptureStack } from '../stacks/capture-stack.ts';
import { ComposeDataStack } from '../stacks/compose-data-stack.ts';
import { ComposeStack } from '../stacks/compose-stack.ts';
import { EdgeStack } from '../stacks/edge-stack.ts';
import { GuidesDataStack } from '../stacks/guides-data-stack.ts';
import { GuidesStack } from '../stacks/guides-stack.ts';
import { IdentityDataStack } from '../stacks/identity-data-stack.ts';
import { IdentityStack } from '../stacks/identity-stack.ts';
import { MediaStack } from '../stacks/media-stack.ts';
import { OperationsStack } from '../stacks/operations-stack.ts';
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

    const api = new ApiStack(this, 'Api', { operations });
    const identityData = new IdentityDataStack(this, 'IdentityData', { operations });
    const capture = new CaptureDataStack(this, 'CaptureData', { operations });
    const composeData = new ComposeDataStack(this, 'ComposeData', { operations });
    const guides = new GuidesDataStack(this, 'GuidesData', {
      operations,
      databaseCapacity: deployment.databaseCapacity,
    });

    const identity = new IdentityStack(this, 'Identity', { operations, api, data: identityData });
    const authorizer = new AuthorizerStack(this, 'Authorizer', { operations, api });
    authorizer.addStackDependency(identity, 'the issuer’s discovery document must be live');
    const edge = new EdgeStack(this, 'Edge', { operations, api, guides, domain: deployment.domain });

    const common = { operations, api, authorizer };
    const compose = new ComposeStack(this, 'Compose', { ...common, capture, data: composeData, guides });
    const ai = new AiStack(this, 'Ai', { operations, guides });
    const media = new MediaStack(this, 'Media', { operations, capture, guides });
    const share = new ShareStack(this, 'Share', { ...common, guides, edge });
    const { publishGuide } = new GuidesStack(this, 'Guides', {
      ...common,
      capture,
      data: guides,
      edge,
      compose,
      ai,
      media,
      share,
    });
    new CaptureStack(this, 'Capture', { ...common, data: capture, publishGuide });
  }
}
