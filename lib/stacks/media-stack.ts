import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Env as ProcessScreenshotEnv } from '../../functions/media/process-screenshot.ts';
import { allowOpening } from '../constructs/envelope.ts';
import { allowObjects, allowReadItems } from '../constructs/grants.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import type { CaptureDataStack } from './capture-data-stack.ts';
import type { GuidesDataStack } from './guides-data-stack.ts';

export interface MediaStackProps extends ProductStackProps {
  readonly capture: CaptureDataStack;
  readonly guides: GuidesDataStack;
}

/** What makes a guide's pictures out of sealed screenshots. */
export class MediaStack extends ProductStack {
  /** Of the guide workflow. */
  readonly processScreenshot: NodeFunction<ProcessScreenshotEnv>;

  constructor(scope: Construct, id: string, { capture, guides, ...props }: MediaStackProps) {
    super(scope, id, props);
    this.processScreenshot = new NodeFunction<ProcessScreenshotEnv>(this, 'ProcessScreenshot', {
      entry: 'functions/media/process-screenshot.ts',
      environment: {
        RECORDING_TABLE_NAME: capture.recordings.tableName,
        INTAKE_BUCKET_NAME: capture.intake.bucketName,
        MEDIA_BUCKET_NAME: guides.media.bucketName,
        ENVELOPE_KEY_ID: capture.envelopeKey.keyId,
      },
      // 40 megapixels decoded are 160 MB, and there are three sizes on the way.
      memory: 1_769,
      timeout: Duration.minutes(1),
    });
    allowReadItems(this.processScreenshot, capture.recordings);
    allowOpening(this.processScreenshot, capture.envelopeKey);
    // Listing is what makes S3 say that a screenshot was never sent, instead of refusing.
    allowObjects(
      this.processScreenshot,
      capture.intake,
      ['get', 'list'],
      'A screenshot may be of any recording.',
    );
    allowObjects(
      this.processScreenshot,
      guides.media,
      ['get', 'put'],
      'It reads the draft and writes the pictures of any guide.',
    );
  }
}
