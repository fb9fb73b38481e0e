import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Env as DeleteGuideEnv } from '../../functions/guides/delete-guide.ts';
import type { Env as ListGuidesEnv } from '../../functions/guides/list-guides.ts';
import type { Env as MigrateDatabaseEnv } from '../../functions/guides/migrate-database.ts';
import type { Env as ReadGuideEnv } from '../../functions/guides/read-guide.ts';
import type { Env as RecordFailureEnv } from '../../functions/guides/record-failure.ts';
import type { Env as RedriveGuideEnv } from '../../functions/guides/redrive-guide.ts';
import type { Env as ReopenVersionEnv } from '../../functions/guides/reopen-version.ts';
import type { Env as RetitleGuideEnv } from '../../functions/guides/retitle-guide.ts';
import type { Env as SaveVersionEnv } from '../../functions/guides/save-version.ts';
import { acknowledgeWildcard } from '../constructs/acknowledge.ts';
import { DeploymentTask } from '../constructs/deployment-task.ts';
import { EventConsumer } from '../constructs/event-consumer.ts';
import { bundleDigest } from '../constructs/function-bundle.ts';
import type { Grantee } from '../constructs/grants.ts';
import {
  allow,
  allowDatabase,
  allowItems,
  allowObjects,
  allowPartitions,
  allowReadItems,
  allowReadWriteItems,
  allowSend,
} from '../constructs/grants.ts';
import type { Routes } from '../constructs/http-route.ts';
import { routesOf } from '../constructs/http-route.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import { Workflow } from '../constructs/workflow.ts';
import type { AiStack } from './ai-stack.ts';
import type { ApiStack } from './api-stack.ts';
import type { AuditDataStack } from './audit-data-stack.ts';
import type { AuthorizerStack } from './authorizer-stack.ts';
import type { CaptureDataStack } from './capture-data-stack.ts';
import type { ComposeStack } from './compose-stack.ts';
import type { EdgeStack } from './edge-stack.ts';
import type { GuidesDataStack } from './guides-data-stack.ts';
import type { IdentityDataStack } from './identity-data-stack.ts';
import type { MediaStack } from './media-stack.ts';
import type { MeteringDataStack } from './metering-data-stack.ts';
import type { ShareStack } from './share-stack.ts';

export interface GuidesStackProps extends ProductStackProps {
  readonly api: ApiStack;
  readonly audit: AuditDataStack;
  readonly authorizer: AuthorizerStack;
  readonly capture: CaptureDataStack;
  readonly data: GuidesDataStack;
  readonly identities: IdentityDataStack;
  readonly metering: MeteringDataStack;
  readonly edge: EdgeStack;
  readonly compose: ComposeStack;
  readonly ai: AiStack;
  readonly media: MediaStack;
  readonly share: ShareStack;
}

/** The guide workflow, and the guides that come out of it. */
export class GuidesStack extends ProductStack {
  readonly publishGuide: Workflow;
  private readonly saveVersion: NodeFunction<SaveVersionEnv>;
  private readonly props: GuidesStackProps;
  private readonly route: Routes;

  constructor(scope: Construct, id: string, props: GuidesStackProps) {
    super(scope, id, props);
    this.props = props;
    this.route = routesOf(this, props);
    this.addMigration();
    this.saveVersion = this.addSaving();
    this.publishGuide = this.addWorkflow();
    this.addFailure();
    this.addRedrive();
    this.addRetitling();
    this.addGuides();
  }

  private addMigration(): void {
    const { database } = this.props.data;
    const migrate = new NodeFunction<MigrateDatabaseEnv>(this, 'MigrateDatabase', {
      entry: 'functions/guides/migrate-database.ts',
      environment: database.environment,
      // A paused database takes a while to wake.
      timeout: Duration.minutes(5),
    });
    allowDatabase(migrate, database);
    new DeploymentTask(this, 'Migration', {
      resourceType: 'Custom::DatabaseMigration',
      handler: migrate,
      properties: { bundle: bundleDigest('functions/guides/migrate-database.ts') },
    });
  }

  private addSaving(): NodeFunction<SaveVersionEnv> {
    const { data, metering } = this.props;
    const saveVersion = new NodeFunction<SaveVersionEnv>(this, 'SaveVersion', {
      entry: 'functions/guides/save-version.ts',
      environment: { ...data.contentEnvironment, COUNTER_TABLE_NAME: metering.counters.tableName },
      memory: 1_024,
      timeout: Duration.minutes(1),
    });
    allowDatabase(saveVersion, data.database);
    allowReadWriteItems(saveVersion, data.contents);
    allowItems(saveVersion, metering.counters, 'Update');
    allowObjects(saveVersion, data.media, ['get'], 'It reads the draft of any guide.', 'drafts/');
    allowObjects(
      saveVersion,
      data.media,
      ['get', 'put'],
      'It keeps long versions of any guide there.',
      'versions/',
    );
    return saveVersion;
  }

  private addWorkflow(): Workflow {
    const { api, ai, compose, media, share } = this.props;
    return new Workflow(this, 'PublishGuide', {
      definition: 'publish-guide.asl.json',
      functions: {
        AwaitDrain: compose.awaitDrain,
        AssembleGuide: compose.assembleGuide,
        TitleSteps: ai.titleSteps,
        ProcessScreenshot: media.processScreenshot,
        DeleteOriginals: media.deleteOriginals,
        SaveVersion: this.saveVersion,
        PublishGuide: share.publishGuide,
      },
      bus: api.bus,
      meaning: 'A recording was finished and its guide was not published.',
    });
  }

  private addFailure(): void {
    const { api, capture, data } = this.props;
    const recordFailure = new NodeFunction<RecordFailureEnv>(this, 'RecordFailure', {
      entry: 'functions/guides/record-failure.ts',
      environment: {
        RECORDING_TABLE_NAME: capture.recordings.tableName,
        EVENT_BUS_NAME: api.bus.eventBusName,
        ...data.database.environment,
      },
      timeout: Duration.seconds(30),
    });
    allowReadWriteItems(recordFailure, capture.recordings);
    allowDatabase(recordFailure, data.database);
    allow(recordFailure, { actions: ['events:PutEvents'], resources: [api.bus.eventBusArn] });
    this.allowExecutions(recordFailure, this.publishGuide, ['states:GetExecutionHistory']);
    new EventConsumer(this, 'WorkflowEnded', {
      pattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [this.publishGuide.arn],
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
      handler: recordFailure,
    });
  }

  private addRedrive(): void {
    const { audit, capture } = this.props;
    const redrive = new NodeFunction<RedriveGuideEnv>(this, 'RedriveGuide', {
      entry: 'functions/guides/redrive-guide.ts',
      environment: {
        RECORDING_TABLE_NAME: capture.recordings.tableName,
        AUDIT_QUEUE_URL: audit.nudges.queue.queueUrl,
      },
    });
    allowSend(redrive, audit.nudges.queue);
    allowReadWriteItems(redrive, capture.recordings);
    this.allowExecutions(redrive, this.publishGuide, ['states:DescribeExecution', 'states:RedriveExecution']);
    this.route('POST', '/v1/recordings/{id}/redrive', redrive);
  }

  private addRetitling(): void {
    const { api, ai, data, share } = this.props;
    const reopen = new NodeFunction<ReopenVersionEnv>(this, 'ReopenVersion', {
      entry: 'functions/guides/reopen-version.ts',
      environment: { CONTENT_TABLE_NAME: data.contents.tableName, MEDIA_BUCKET_NAME: data.media.bucketName },
      memory: 1_024,
    });
    allowReadItems(reopen, data.contents);
    allowObjects(reopen, data.media, ['get'], 'It reads long versions of any guide.', 'versions/');
    allowObjects(reopen, data.media, ['put'], 'It writes the draft of any guide.', 'drafts/');
    const workflow = new Workflow(this, 'RetitleGuideWorkflow', {
      definition: 'retitle-guide.asl.json',
      functions: {
        ReopenVersion: reopen,
        TitleSteps: ai.titleSteps,
        SaveVersion: this.saveVersion,
        PublishGuide: share.publishGuide,
      },
      bus: api.bus,
      meaning: 'A guide was to get better titles, and keeps those it has.',
    });
    const retitle = new NodeFunction<RetitleGuideEnv>(this, 'RetitleGuide', {
      entry: 'functions/guides/retitle-guide.ts',
      environment: {
        ...data.contentEnvironment,
        RETITLE_WORKFLOW_ARN: workflow.arn,
        MODEL_COUNT: String(ai.modelCount),
      },
    });
    allowDatabase(retitle, data.database);
    allowReadItems(retitle, data.contents);
    allowObjects(retitle, data.media, ['get'], 'It reads long versions of any guide.', 'versions/');
    allow(retitle, { actions: ['states:StartExecution'], resources: [workflow.arn] });
    this.allowExecutions(retitle, workflow, ['states:DescribeExecution']);
    this.route('POST', '/v1/guides/{id}/retitle', retitle);
  }

  private addGuides(): void {
    const { ai, api, audit, data, edge, identities, metering } = this.props;
    const list = new NodeFunction<ListGuidesEnv>(this, 'ListGuides', {
      entry: 'functions/guides/list-guides.ts',
      environment: {
        ...data.database.environment,
        MEDIA_BUCKET_NAME: data.media.bucketName,
        IDENTITY_TABLE_NAME: identities.identities.tableName,
      },
      memory: 1_024,
    });
    allowPartitions(list, identities.identities, { 'TENANT#*': ['BatchGet', 'Get'] });
    const read = new NodeFunction<ReadGuideEnv>(this, 'ReadGuide', {
      entry: 'functions/guides/read-guide.ts',
      environment: {
        ...data.contentEnvironment,
        EDGE_URL: edge.url,
        MODEL_COUNT: String(ai.modelCount),
        AI_TABLE_NAME: ai.calls.tableName,
      },
    });
    if (ai.modelCount > 0) allowPartitions(read, ai.calls, { 'VAIN#*': ['Get'] });
    const remove = new NodeFunction<DeleteGuideEnv>(this, 'DeleteGuide', {
      entry: 'functions/guides/delete-guide.ts',
      environment: {
        ...data.database.environment,
        COUNTER_TABLE_NAME: metering.counters.tableName,
        PUBLISHED_BUCKET_NAME: edge.published.bucketName,
        EVENT_BUS_NAME: api.bus.eventBusName,
        AUDIT_QUEUE_URL: audit.nudges.queue.queueUrl,
      },
      timeout: Duration.seconds(25),
    });
    allowSend(remove, audit.nudges.queue);
    allowItems(remove, metering.counters, 'Get', 'Update');
    for (const reader of [list, read]) {
      allowDatabase(reader, data.database);
      allowObjects(reader, data.media, ['get'], 'It signs addresses of the pictures of any guide.');
    }
    allowReadItems(read, data.contents);
    allowDatabase(remove, data.database);
    allowObjects(remove, edge.published, ['list', 'delete'], 'It takes away the pages of any guide.');
    allow(remove, { actions: ['events:PutEvents'], resources: [api.bus.eventBusArn] });
    this.route('GET', '/v1/guides', list);
    this.route('GET', '/v1/guides/{id}', read);
    this.route('DELETE', '/v1/guides/{id}', remove);
  }

  private allowExecutions(grantee: Grantee, workflow: Workflow, actions: readonly string[]): void {
    const executions = workflow.executionArns;
    allow(grantee, { actions, resources: [executions] });
    acknowledgeWildcard(
      grantee,
      executions,
      'Executions have the names of recordings and guides, which nobody knows yet.',
    );
  }
}
