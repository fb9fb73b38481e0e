import { Duration } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { Env as AnnounceStatusEnv } from '../../functions/compose/announce-status.ts';
import type { Env as AssembleGuideEnv } from '../../functions/compose/assemble-guide.ts';
import type { Env as AwaitDrainEnv } from '../../functions/compose/await-drain.ts';
import type { Env as ComposeBatchesEnv } from '../../functions/compose/compose-batches.ts';
import type { Env as ConnectPreviewEnv } from '../../functions/compose/connect-preview.ts';
import type { Env as DisconnectPreviewEnv } from '../../functions/compose/disconnect-preview.ts';
import type { Env as IssuePreviewTicketEnv } from '../../functions/compose/issue-preview-ticket.ts';
import type { Env as ReadRecordingEnv } from '../../functions/compose/read-recording.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { BatchSources } from '../constructs/batch-sources.ts';
import { allowOpening } from '../constructs/envelope.ts';
import { EventConsumer } from '../constructs/event-consumer.ts';
import { allowObjects, allowPartitions, allowReadItems, allowReadWriteItems } from '../constructs/grants.ts';
import type { Routes } from '../constructs/http-route.ts';
import { routesOf } from '../constructs/http-route.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import { allowPreviewing, PreviewRoute } from '../constructs/preview-route.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import type { ApiStack } from './api-stack.ts';
import { previewStage } from './api-stack.ts';
import type { AuthorizerStack } from './authorizer-stack.ts';
import type { CaptureDataStack } from './capture-data-stack.ts';
import type { ComposeDataStack } from './compose-data-stack.ts';
import type { GuidesDataStack } from './guides-data-stack.ts';
import type { IdentityDataStack } from './identity-data-stack.ts';

export interface ComposeStackProps extends ProductStackProps {
  readonly api: ApiStack;
  readonly authorizer: AuthorizerStack;
  readonly capture: CaptureDataStack;
  readonly data: ComposeDataStack;
  readonly guides: GuidesDataStack;
  /** Has what companies hide. */
  readonly identities: IdentityDataStack;
}

/** Turns batches into steps while they come, shows them, and assembles the draft when no more will come. */
export class ComposeStack extends ProductStack {
  /** Of the guide workflow. */
  readonly awaitDrain: NodeFunction<AwaitDrainEnv>;
  readonly assembleGuide: NodeFunction<AssembleGuideEnv>;
  private readonly props: ComposeStackProps;
  private readonly route: Routes;

  constructor(scope: Construct, id: string, props: ComposeStackProps) {
    super(scope, id, props);
    this.props = props;
    this.route = routesOf(this, props);
    this.addComposer();
    this.addReading();
    this.addPreview();
    this.addAnnouncing();
    this.awaitDrain = this.addAwaitDrain();
    this.assembleGuide = this.addAssembleGuide();
  }

  private addComposer(): void {
    const { api, capture, data, identities } = this.props;
    const compose = new NodeFunction<ComposeBatchesEnv>(this, 'ComposeBatches', {
      entry: 'functions/compose/compose-batches.ts',
      environment: {
        RECORDING_TABLE_NAME: capture.recordings.tableName,
        LIVE_TABLE_NAME: data.live.tableName,
        CONNECTION_TABLE_NAME: data.connections.tableName,
        IDENTITY_TABLE_NAME: identities.identities.tableName,
        ENVELOPE_KEY_ID: capture.envelopeKey.keyId,
        QUARANTINE_BUCKET_NAME: capture.quarantine.bucketName,
        PREVIEW_ENDPOINT: api.preview.endpoint,
      },
      memory: 1_769,
      timeout: Duration.minutes(1),
    });
    allowReadItems(compose, capture.recordings);
    allowReadWriteItems(compose, data.live);
    allowReadWriteItems(compose, data.connections);
    allowPartitions(compose, identities.identities, { 'REDACTION#*': ['Get'] });
    allowOpening(compose, capture.envelopeKey);
    allowObjects(compose, capture.quarantine, ['put'], 'A poison batch may be of any recording.');
    allowPreviewing(compose, api.preview.apiId, previewStage);
    new BatchSources(this, 'Batches', {
      handler: compose,
      stream: capture.batchStream,
      queue: capture.batchQueue,
      undelivered: capture.quarantine,
    });
  }

  private addReading(): void {
    const { capture, data } = this.props;
    const read = new NodeFunction<ReadRecordingEnv>(this, 'ReadRecording', {
      entry: 'functions/compose/read-recording.ts',
      environment: {
        RECORDING_TABLE_NAME: capture.recordings.tableName,
        LIVE_TABLE_NAME: data.live.tableName,
      },
    });
    allowReadItems(read, capture.recordings);
    allowReadItems(read, data.live);
    this.route('GET', '/v1/recordings/{id}', read);
  }

  private addPreview(): void {
    const { api, capture, data } = this.props;
    const CONNECTION_TABLE_NAME = data.connections.tableName;
    const ticket = new NodeFunction<IssuePreviewTicketEnv>(this, 'IssuePreviewTicket', {
      entry: 'functions/compose/issue-preview-ticket.ts',
      environment: {
        RECORDING_TABLE_NAME: capture.recordings.tableName,
        CONNECTION_TABLE_NAME,
        PREVIEW_URL: api.preview.url,
      },
    });
    allowReadItems(ticket, capture.recordings);
    allowReadWriteItems(ticket, data.connections);
    this.route('POST', '/v1/recordings/{id}/preview-tickets', ticket);

    const connect = new NodeFunction<ConnectPreviewEnv>(this, 'ConnectPreview', {
      entry: 'functions/compose/connect-preview.ts',
      environment: { CONNECTION_TABLE_NAME },
    });
    const disconnect = new NodeFunction<DisconnectPreviewEnv>(this, 'DisconnectPreview', {
      entry: 'functions/compose/disconnect-preview.ts',
      environment: { CONNECTION_TABLE_NAME },
    });
    allowReadWriteItems(connect, data.connections);
    allowReadWriteItems(disconnect, data.connections);
    const { apiId } = api.preview;
    const door = { apiId, restsOn: 'issuePreviewTicket' } as const;
    const routes = [
      new PreviewRoute(this, 'ConnectRoute', { ...door, routeKey: '$connect', handler: connect }),
      new PreviewRoute(this, 'DisconnectRoute', { ...door, routeKey: '$disconnect', handler: disconnect }),
    ];
    const stage = new CfnStage(this, 'PreviewStage', {
      apiId,
      stageName: previewStage,
      autoDeploy: true,
      defaultRouteSettings: { throttlingRateLimit: 500, throttlingBurstLimit: 500 },
    });
    stage.node.addDependency(...routes);
    acknowledge(
      stage,
      'APIG1',
      'Access logs of a WebSocket API need a role set for the whole account, which is not ours to set in a tenant’s account; the handlers log each connection.',
    );
  }

  private addAnnouncing(): void {
    const { api, capture, data } = this.props;
    const announce = new NodeFunction<AnnounceStatusEnv>(this, 'AnnounceStatus', {
      entry: 'functions/compose/announce-status.ts',
      environment: {
        RECORDING_TABLE_NAME: capture.recordings.tableName,
        CONNECTION_TABLE_NAME: data.connections.tableName,
        PREVIEW_ENDPOINT: api.preview.endpoint,
      },
    });
    allowReadWriteItems(announce, capture.recordings);
    allowReadWriteItems(announce, data.connections);
    allowPreviewing(announce, api.preview.apiId, previewStage);
    new EventConsumer(this, 'GuideOutcomes', {
      bus: api.bus,
      pattern: {
        source: ['guidewright.share', 'guidewright.guides'],
        detailType: ['GuidePublished', 'GuideBlocked', 'GuideFailed'],
      },
      handler: announce,
    });
  }

  private addAwaitDrain(): NodeFunction<AwaitDrainEnv> {
    const { data } = this.props;
    const awaitDrain = new NodeFunction<AwaitDrainEnv>(this, 'AwaitDrain', {
      entry: 'functions/compose/await-drain.ts',
      environment: { LIVE_TABLE_NAME: data.live.tableName },
    });
    allowReadItems(awaitDrain, data.live);
    return awaitDrain;
  }

  private addAssembleGuide(): NodeFunction<AssembleGuideEnv> {
    const { capture, data, guides, identities } = this.props;
    const assemble = new NodeFunction<AssembleGuideEnv>(this, 'AssembleGuide', {
      entry: 'functions/compose/assemble-guide.ts',
      environment: {
        RECORDING_TABLE_NAME: capture.recordings.tableName,
        LIVE_TABLE_NAME: data.live.tableName,
        IDENTITY_TABLE_NAME: identities.identities.tableName,
        ENVELOPE_KEY_ID: capture.envelopeKey.keyId,
        MEDIA_BUCKET_NAME: guides.media.bucketName,
      },
      memory: 1_769,
      // Two thousand of the largest actions, all of it sensitive, take nearly two.
      timeout: Duration.minutes(3),
    });
    allowReadItems(assemble, capture.recordings);
    allowReadItems(assemble, data.live);
    allowPartitions(assemble, identities.identities, { 'REDACTION#*': ['Get'] });
    allowOpening(assemble, capture.envelopeKey);
    allowObjects(assemble, guides.media, ['put'], 'It writes the draft of any guide.', 'drafts/');
    return assemble;
  }
}
