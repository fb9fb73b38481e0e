import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { DeployedModel } from '../config/models.ts';
import type { ConfiguredModel } from '../contracts/ai/configured-model.ts';
import { acknowledge, acknowledgeWildcard } from './acknowledge.ts';
import { allow, type Grantee } from './grants.ts';

/** Places of which an inference profile takes the nearest that is free. */
const profile = /^(us|us-gov|eu|apac|au|jp|ca|global)\./;

/** The models of a deployment, with the secrets of those that ask for a key. */
export class ModelAccess extends Construct {
  /** As functions are told in `MODELS`. */
  readonly configured: readonly ConfiguredModel[];

  constructor(scope: Construct, id: string, models: readonly DeployedModel[]) {
    super(scope, id);
    this.configured = models.map((model, place) =>
      model.provider === 'bedrock'
        ? { ...model, region: model.region ?? Stack.of(this).region }
        : this.withKey(model, `Key${place + 1}`),
    );
  }

  get environment() {
    return { MODELS: JSON.stringify(this.configured) };
  }

  /** Lets the grantee ask each of them, and nothing else of their providers. */
  allowAsking(grantee: Grantee): void {
    for (const model of this.configured) {
      if (model.provider === 'bedrock') this.allowBedrock(grantee, model);
      else if (model.keyArn)
        allow(grantee, { actions: ['secretsmanager:GetSecretValue'], resources: [model.keyArn] });
    }
  }

  private allowBedrock(
    grantee: Grantee,
    { model, region }: Extract<ConfiguredModel, { provider: 'bedrock' }>,
  ): void {
    const { partition, account } = Stack.of(this);
    const actions = ['bedrock:InvokeModel'];
    const foundation = (where: string) =>
      `arn:${partition}:bedrock:${where}::foundation-model/${model.replace(profile, '')}`;
    if (profile.test(model)) {
      const profileArn = `arn:${partition}:bedrock:${region}:${account}:inference-profile/${model}`;
      const conditions = { StringEquals: { 'bedrock:InferenceProfileArn': profileArn } };
      allow(grantee, { actions, resources: [profileArn] });
      allow(grantee, { actions, resources: [foundation('*')], conditions });
      acknowledgeWildcard(grantee, foundation('*'), 'The inference profile chooses the region.');
    } else {
      allow(grantee, { actions, resources: [foundation(region)] });
    }
  }

  private withKey(
    { withoutKey, ...model }: Extract<DeployedModel, { provider: 'openai-compatible' }>,
    id: string,
  ): ConfiguredModel {
    if (withoutKey) return model;
    const key = new Secret(this, id, {
      description: `API key of ${model.model} at ${model.url}; put in by hand`,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(key, 'SMG4', 'Its value is made at the provider, and put in by hand.');
    return { ...model, keyArn: key.secretArn };
  }
}
