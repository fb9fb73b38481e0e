import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Env as DeleteOriginalsEnv } from '../../functions/media/delete-originals.ts';
import type { Env as ProcessScreenshotEnv } from '../../functions/media/process-screenshot.ts';
import { allowOpening } from '../constructs/envelope.ts';
import {
  allow,
  allowItems,
  allowObjects,
  allowPartitions,
  allowReadItems,
  allowSend,
} from '../constructs/grants.ts';
import { LogAlarm } from '../constructs/log-alarm.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import type { AuditDataStack } from './audit-data-stack.ts';
import type { CaptureDataStack } from './capture-data-stack.ts';
import type { GuidesDataStack } from './guides-data-stack.ts';
import type { IdentityDataStack } from './identity-data-stack.ts';

export interface MediaStackProps extends ProductStackProps {
  readonly audit: AuditDataStack;
  readonly capture: CaptureDataStack;
  readonly guides: GuidesDataStack;
  readonly identities: IdentityDataStack;
}

/** What makes a guide's pictures out of sealed screenshots, and does away with those. */
export class MediaStack extends ProductStack {
  /** Both of the guide workflow. */
  readonly processScreenshot: NodeFunction<ProcessScreenshotEnv>;
  readonly deleteOriginals: NodeFunction<DeleteOriginalsEnv>;

  constructor(scope: Construct, id: string, props: MediaStackProps) {
    super(scope, id, props);
    this.processScreenshot = this.addProcessing(props);
    this.deleteOriginals = this.addDeletion(props);
  }

  private addProcessing({
    capture,
    guides,
    identities,
  }: MediaStackProps): NodeFunction<ProcessScreenshotEnv> {
    const process = new NodeFunction<ProcessScreenshotEnv>(this, 'ProcessScreenshot', {
      entry: 'functions/media/process-screenshot.ts',
      environment: {
        RECORDING_TABLE_NAME: capture.recordings.tableName,
        IDENTITY_TABLE_NAME: identities.identities.tableName,
        INTAKE_BUCKET_NAME: capture.intake.bucketName,
        MEDIA_BUCKET_NAME: guides.media.bucketName,
        ENVELOPE_KEY_ID: capture.envelopeKey.keyId,
      },
      // 40 megapixels decoded are 120 MB; there is a copy to be read, and three sizes on the way.
      memory: 1_769,
      // Reading takes half a minute at most, three times.
      timeout: Duration.minutes(2),
    });
    allowReadItems(process, capture.recordings);
    allowPartitions(process, identities.identities, { 'REDACTION#*': ['Get'] });
    allowOpening(process, capture.envelopeKey);
    // Listing is what makes S3 say that a screenshot was never sent, instead of refusing.
    allowObjects(process, capture.intake, ['get', 'list'], 'A screenshot may be of any recording.');
    allowObjects(
      process,
      guides.media,
      ['get', 'put'],
      'It reads the draft and writes the pictures of any guide.',
    );
    // Textract knows no resources to name; NodeFunction has acknowledged that some services do not.
    allow(process, { actions: ['textract:DetectDocumentText'], resources: ['*'] });
    new LogAlarm(this, 'PicturesNotRead', {
      code: 'PICTURE_NOT_READ',
      handlers: [process],
      meaning: 'Pictures could not be looked through for sensitive text; guides say so, or wait.',
      runbook: 'picture-reading',
    });
    return process;
  }

  private addDeletion({ audit, capture, guides }: MediaStackProps): NodeFunction<DeleteOriginalsEnv> {
    const remove = new NodeFunction<DeleteOriginalsEnv>(this, 'DeleteOriginals', {
      entry: 'functions/media/delete-originals.ts',
      environment: {
        RECORDING_TABLE_NAME: capture.recordings.tableName,
        INTAKE_BUCKET_NAME: capture.intake.bucketName,
        MEDIA_BUCKET_NAME: guides.media.bucketName,
        AUDIT_QUEUE_URL: audit.nudges.queue.queueUrl,
      },
      timeout: Duration.minutes(1),
    });
    allowItems(remove, capture.recordings, 'Update');
    allowObjects(
      remove,
      capture.intake,
      ['get', 'list', 'delete'],
      'It takes away the screenshots of any recording.',
    );
    allowObjects(
      remove,
      guides.media,
      ['get', 'put'],
      'It notes beside the draft of any guide what it takes away.',
      'drafts/',
    );
    allowSend(remove, audit.nudges.queue);
    return remove;
  }
}
