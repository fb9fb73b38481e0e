import { CfnOutput, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Env as ReadCostEnv } from '../../functions/ai/read-cost.ts';
import type { Env as SuggestEnv } from '../../functions/ai/suggest-for-guide.ts';
import type { Env as TitleStepsEnv } from '../../functions/ai/title-steps.ts';
import type { Deployment } from '../config/deployments.ts';
import type { DeployedModel } from '../config/models.ts';
import type { Grantee } from '../constructs/grants.ts';
import {
  allow,
  allowDatabase,
  allowItems,
  allowObjects,
  allowPartitions,
  allowReadItems,
} from '../constructs/grants.ts';
import type { Doorkeepers } from '../constructs/http-route.ts';
import { routesOf } from '../constructs/http-route.ts';
import { LogAlarm } from '../constructs/log-alarm.ts';
import { ModelAccess } from '../constructs/model-access.ts';
import { NodeFunction } from '../constructs/node-function.ts';
import type { ProductStackProps } from '../constructs/product-stack.ts';
import { ProductStack } from '../constructs/product-stack.ts';
import type { RetainedTable } from '../constructs/retained-table.ts';
import type { AiDataStack } from './ai-data-stack.ts';
import type { ApiStack } from './api-stack.ts';
import type { GuidesDataStack } from './guides-data-stack.ts';
import type { IdentityDataStack } from './identity-data-stack.ts';
import type { MeteringDataStack } from './metering-data-stack.ts';

export interface AiStackProps extends ProductStackProps {
  readonly api: ApiStack;
  readonly authorizer: Doorkeepers;
  readonly data: AiDataStack;
  readonly guides: GuidesDataStack;
  readonly identities: IdentityDataStack;
  readonly metering: MeteringDataStack;
  /** None: the rules answer. */
  readonly models: readonly DeployedModel[] | undefined;
  /** None: the rules alone find what is sensitive. */
  readonly textDetector: Deployment['textDetector'];
}

/** What puts words to a guide. */
export class AiStack extends ProductStack {
  /** Of the guide workflows. */
  readonly titleSteps: NodeFunction<TitleStepsEnv>;
  /** How many models may be asked. */
  readonly modelCount: number;
  /** Why a guide has no better titles is kept there as well. */
  readonly calls: RetainedTable;
  private readonly props: AiStackProps;
  private readonly models: ModelAccess;

  constructor(scope: Construct, id: string, props: AiStackProps) {
    super(scope, id, props);
    this.props = props;
    this.calls = props.data.calls;
    this.models = new ModelAccess(this, 'Models', props.models ?? []);
    this.modelCount = this.models.configured.length;
    this.titleSteps = this.addTitling();
    this.watch([this.titleSteps, this.addSuggestions()]);
    this.addCost();
  }

  private addTitling(): NodeFunction<TitleStepsEnv> {
    const { guides, identities, textDetector } = this.props;
    const titleSteps = new NodeFunction<TitleStepsEnv>(this, 'TitleSteps', {
      entry: 'functions/ai/title-steps.ts',
      environment: {
        MEDIA_BUCKET_NAME: guides.media.bucketName,
        TEXT_DETECTOR: textDetector?.language ?? 'none',
        ...this.gatewayEnvironment,
      },
      memory: 1_024,
      timeout: Duration.minutes(1),
    });
    allowObjects(
      titleSteps,
      guides.media,
      ['get', 'put'],
      'It reads and titles the draft of any guide.',
      'drafts/',
    );
    allowPartitions(titleSteps, identities.identities, { 'REDACTION#*': ['Get'] });
    if (textDetector) this.addDetector(titleSteps);
    this.allowGateway(titleSteps);
    return titleSteps;
  }

  private addDetector(titleSteps: NodeFunction<TitleStepsEnv>): void {
    // Comprehend knows no resources to name; NodeFunction has acknowledged that some services do not.
    allow(titleSteps, { actions: ['comprehend:DetectPiiEntities'], resources: ['*'] });
    new LogAlarm(this, 'TextDetectorFailed', {
      handlers: [titleSteps],
      code: 'TEXT_DETECTOR_FAILED',
      meaning: 'Texts were looked through for what is sensitive by the rules alone; guides say so.',
      runbook: 'text-detector',
    });
  }

  private addSuggestions(): NodeFunction<SuggestEnv> {
    const { guides, identities } = this.props;
    const suggest = new NodeFunction<SuggestEnv>(this, 'SuggestForGuide', {
      entry: 'functions/ai/suggest-for-guide.ts',
      environment: { ...guides.contentEnvironment, ...this.gatewayEnvironment },
      memory: 1_024,
      timeout: Duration.seconds(28),
    });
    allowDatabase(suggest, guides.database);
    allowReadItems(suggest, guides.contents);
    allowObjects(suggest, guides.media, ['get'], 'It reads long versions of any guide.', 'versions/');
    allowPartitions(suggest, identities.identities, { 'REDACTION#*': ['Get'] });
    this.allowGateway(suggest);
    routesOf(this, this.props)('POST', '/v1/guides/{id}/suggestions', suggest);
    return suggest;
  }

  private addCost(): void {
    const { data } = this.props;
    const read = new NodeFunction<ReadCostEnv>(this, 'ReadCost', {
      entry: 'functions/ai/read-cost.ts',
      environment: { AI_TABLE_NAME: data.calls.tableName },
    });
    allowReadItems(read, data.calls);
    new CfnOutput(this, 'ReadCostFunctionName', { value: read.function.functionName });
  }

  private get gatewayEnvironment() {
    const { data, identities, metering } = this.props;
    return {
      ...this.models.environment,
      AI_TABLE_NAME: data.calls.tableName,
      IDENTITY_TABLE_NAME: identities.identities.tableName,
      COUNTER_TABLE_NAME: metering.counters.tableName,
    };
  }

  /** Without a model it asks nothing, and may touch nothing. */
  private allowGateway(asking: Grantee): void {
    if (this.modelCount === 0) return;
    const { data, identities, metering } = this.props;
    this.models.allowAsking(asking);
    allowItems(asking, data.calls, 'Get', 'Put', 'Update');
    allowPartitions(asking, identities.identities, { 'TENANT#*': ['Get'] });
    allowItems(asking, metering.counters, 'Update');
  }

  private watch(handlers: readonly NodeFunction<TitleStepsEnv | SuggestEnv>[]): void {
    if (this.modelCount === 0) return;
    new LogAlarm(this, 'CircuitOpened', {
      handlers,
      code: 'CIRCUIT_OPENED',
      meaning: 'A language model fails in half of its calls or more: guides get their titles by the rules.',
      runbook: 'model-circuit',
    });
    new LogAlarm(this, 'BudgetSpent', {
      handlers,
      code: 'MODEL_BUDGET_SPENT',
      meaning: 'A company has spent its month’s tokens: its guides get their titles by the rules.',
      runbook: 'model-budget',
    });
  }
}
