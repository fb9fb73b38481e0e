import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Env as TitleStepsEnv } from '../../functions/ai/title-steps.ts';
import { allowObjects } from '../constructs/grants.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import type { GuidesDataStack } from './guides-data-stack.ts';

export interface AiStackProps extends ProductStackProps {
  readonly guides: GuidesDataStack;
}

/** What puts words to a guide. */
export class AiStack extends ProductStack {
  /** Of the guide workflow. */
  readonly titleSteps: NodeFunction<TitleStepsEnv>;

  constructor(scope: Construct, id: string, { guides, ...props }: AiStackProps) {
    super(scope, id, props);
    this.titleSteps = new NodeFunction<TitleStepsEnv>(this, 'TitleSteps', {
      entry: 'functions/ai/title-steps.ts',
      environment: { MEDIA_BUCKET_NAME: guides.media.bucketName },
      memory: 1_024,
      timeout: Duration.minutes(1),
    });
    allowObjects(
      this.titleSteps,
      guides.media,
      ['get', 'put'],
      'It reads and titles the draft of any guide.',
      'drafts/',
    );
  }
}
