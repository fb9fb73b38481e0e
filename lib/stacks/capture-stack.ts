import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Env as DiscardRecordingEnv } from '../../functions/capture/discard-recording.ts';
import type { Env as FinalizeRecordingEnv } from '../../functions/capture/finalize-recording.ts';
import type { Env as ImportRecordingEnv } from '../../functions/capture/import-recording.ts';
import type { Env as ListRecordingsEnv } from '../../functions/capture/list-recordings.ts';
import type { Env as OpenRecordingEnv } from '../../functions/capture/open-recording.ts';
import type { Env as PrepareScreenshotsEnv } from '../../functions/capture/prepare-screenshots.ts';
import { QueueRoute, StreamRoute } from '../constructs/direct-route.ts';
import { allowDataKeys } from '../constructs/envelope.ts';
import {
  allow,
  allowItems,
  allowObjects,
  allowPartitions,
  allowReadItems,
  allowReadWriteItems,
  allowSend,
  allowStorageKey,
} from '../constructs/grants.ts';
import type { Routes } from '../constructs/http-route.ts';
import { routesOf } from '../constructs/http-route.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import type { Workflow } from '../constructs/workflow.ts';
import type { ApiStack } from './api-stack.ts';
import type { AuditDataStack } from './audit-data-stack.ts';
import type { AuthorizerStack } from './authorizer-stack.ts';
import type { CaptureDataStack } from './capture-data-stack.ts';
import type { IdentityDataStack } from './identity-data-stack.ts';
import type { MeteringDataStack } from './metering-data-stack.ts';

export interface CaptureStackProps extends ProductStackProps {
  readonly api: ApiStack;
  readonly authorizer: AuthorizerStack;
  readonly audit: AuditDataStack;
  readonly data: CaptureDataStack;
  readonly identities: IdentityDataStack;
  readonly metering: MeteringDataStack;
  readonly publishGuide: Workflow;
}

/** What agents talk to: opening a recording, sending batches and screenshots, finishing, discarding, importing. */
export class CaptureStack extends ProductStack {
  private readonly props: CaptureStackProps;
  private readonly route: Routes;

  constructor(scope: Construct, id: string, props: CaptureStackProps) {
    super(scope, id, props);
    this.props = props;
    this.route = routesOf(this, props);
    this.addOpening();
    this.addBatches();
    this.addScreenshots();
    this.addFinalizing();
    this.addDiscarding();
    this.addImport();
    this.addListing();
  }

  private addOpening(): void {
    const { audit, data, identities, metering } = this.props;
    const open = new NodeFunction<OpenRecordingEnv>(this, 'OpenRecording', {
      entry: 'functions/capture/open-recording.ts',
      environment: {
        RECORDING_TABLE_NAME: data.recordings.tableName,
        COUNTER_TABLE_NAME: metering.counters.tableName,
        IDENTITY_TABLE_NAME: identities.identities.tableName,
        ENVELOPE_KEY_ID: data.envelopeKey.keyId,
        AUDIT_QUEUE_URL: audit.nudges.queue.queueUrl,
      },
    });
    allowSend(open, audit.nudges.queue);
    allowReadWriteItems(open, data.recordings);
    allowItems(open, metering.counters, 'Get', 'Update');
    allowPartitions(open, identities.identities, { 'TENANT#*': ['Get', 'Put'] });
    allowDataKeys(open, data.envelopeKey);
    this.route('POST', '/v1/recordings', open);
  }

  /** No function stands between an agent and the log. */
  private addBatches(): void {
    const { api, authorizer, data } = this.props;
    const target = { apiId: api.httpApiId, access: authorizer.token };
    new StreamRoute(this, 'SendBatch', {
      ...target,
      method: 'POST',
      path: '/v1/recordings/{id}/batches',
      stream: data.batchStream,
      data: '$request.body.data',
      partitionKey: '$request.path.id',
    });
    new QueueRoute(this, 'SendBatchFallback', {
      ...target,
      method: 'POST',
      path: '/v1/recordings/{id}/batches/fallback',
      queue: data.batchQueue,
      body: '$request.body.data',
    });
  }

  private addScreenshots(): void {
    const { data } = this.props;
    const prepare = new NodeFunction<PrepareScreenshotsEnv>(this, 'PrepareScreenshots', {
      entry: 'functions/capture/prepare-screenshots.ts',
      environment: {
        RECORDING_TABLE_NAME: data.recordings.tableName,
        INTAKE_BUCKET_NAME: data.intake.bucketName,
      },
    });
    allowReadWriteItems(prepare, data.recordings);
    allowObjects(prepare, data.intake, ['put'], 'It signs upload addresses for any recording of any tenant.');
    this.route('POST', '/v1/recordings/{id}/screenshots', prepare);
  }

  private addFinalizing(): void {
    const { audit, data, identities, metering, publishGuide } = this.props;
    const finalize = new NodeFunction<FinalizeRecordingEnv>(this, 'FinalizeRecording', {
      entry: 'functions/capture/finalize-recording.ts',
      environment: {
        RECORDING_TABLE_NAME: data.recordings.tableName,
        IDENTITY_TABLE_NAME: identities.identities.tableName,
        COUNTER_TABLE_NAME: metering.counters.tableName,
        PUBLISH_GUIDE_ARN: publishGuide.arn,
        AUDIT_QUEUE_URL: audit.nudges.queue.queueUrl,
      },
    });
    allowSend(finalize, audit.nudges.queue);
    allowReadWriteItems(finalize, data.recordings);
    allowItems(finalize, metering.counters, 'Get', 'Update');
    allowPartitions(finalize, identities.identities, { 'REDACTION#*': ['Get'], 'TENANT#*': ['Get'] });
    allow(finalize, { actions: ['states:StartExecution'], resources: [publishGuide.arn] });
    this.route('POST', '/v1/recordings/{id}/finalize', finalize);
  }

  private addDiscarding(): void {
    const { audit, data, metering } = this.props;
    const discard = new NodeFunction<DiscardRecordingEnv>(this, 'DiscardRecording', {
      entry: 'functions/capture/discard-recording.ts',
      environment: {
        RECORDING_TABLE_NAME: data.recordings.tableName,
        COUNTER_TABLE_NAME: metering.counters.tableName,
        INTAKE_BUCKET_NAME: data.intake.bucketName,
        AUDIT_QUEUE_URL: audit.nudges.queue.queueUrl,
      },
      timeout: Duration.seconds(25),
    });
    allowSend(discard, audit.nudges.queue);
    allowReadWriteItems(discard, data.recordings);
    allowItems(discard, metering.counters, 'Update');
    allowObjects(discard, data.intake, ['list', 'delete'], 'It deletes the screenshots of any recording.');
    this.route('DELETE', '/v1/recordings/{id}', discard);
  }

  private addImport(): void {
    const { audit, data, identities, metering, publishGuide } = this.props;
    const importRecording = new NodeFunction<ImportRecordingEnv>(this, 'ImportRecording', {
      entry: 'functions/capture/import-recording.ts',
      environment: {
        RECORDING_TABLE_NAME: data.recordings.tableName,
        COUNTER_TABLE_NAME: metering.counters.tableName,
        IDENTITY_TABLE_NAME: identities.identities.tableName,
        ENVELOPE_KEY_ID: data.envelopeKey.keyId,
        BATCH_STREAM_NAME: data.batchStream.stream.streamName,
        PUBLISH_GUIDE_ARN: publishGuide.arn,
        AUDIT_QUEUE_URL: audit.nudges.queue.queueUrl,
      },
      memory: 1_024,
      timeout: Duration.seconds(25),
    });
    allowSend(importRecording, audit.nudges.queue);
    allowReadWriteItems(importRecording, data.recordings);
    allowItems(importRecording, metering.counters, 'Get', 'Update');
    allowPartitions(importRecording, identities.identities, {
      'REDACTION#*': ['Get'],
      'TENANT#*': ['Get', 'Put'],
    });
    allowDataKeys(importRecording, data.envelopeKey);
    allow(importRecording, {
      actions: ['kinesis:PutRecord'],
      resources: [data.batchStream.stream.streamArn],
    });
    allowStorageKey(importRecording, data.batchStream.key, 'kinesis', ['kms:GenerateDataKey']);
    allow(importRecording, { actions: ['states:StartExecution'], resources: [publishGuide.arn] });
    this.route('POST', '/v1/imports', importRecording);
  }

  private addListing(): void {
    const { data, identities } = this.props;
    const list = new NodeFunction<ListRecordingsEnv>(this, 'ListRecordings', {
      entry: 'functions/capture/list-recordings.ts',
      environment: {
        RECORDING_TABLE_NAME: data.recordings.tableName,
        IDENTITY_TABLE_NAME: identities.identities.tableName,
      },
      memory: 1_024,
    });
    allowReadItems(list, data.recordings);
    allowPartitions(list, identities.identities, { 'TENANT#*': ['BatchGet', 'Get'] });
    this.route('GET', '/v1/recordings', list);
  }
}
