import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { configuredModels } from '../../lib/contracts/ai/configured-model.ts';
import type { Resource } from './product.ts';
import { ofType, region, synthesized } from './product.ts';

const titling = (resources: Resource[]) =>
  ofType(resources, 'AWS::Lambda::Function').find(
    ({ properties }) => properties.Description === 'functions/ai/title-steps.ts',
  );
const environmentOf = (resources: Resource[]) =>
  z.parse(
    z.object({ Variables: z.record(z.string(), z.string()) }),
    titling(resources)?.properties.Environment,
  ).Variables;
const actionsOf = (resources: Resource[]) =>
  JSON.stringify(
    ofType(resources, 'AWS::IAM::Policy').filter(({ path }) => path.startsWith('Ai/TitleSteps/')),
  );

test('functions are told the models in order, with where each is asked and by which key', () => {
  const { MODELS = '' } = environmentOf(synthesized());
  expect(configuredModels.parse(JSON.parse(MODELS))).toMatchObject([
    { provider: 'bedrock', model: 'us.amazon.nova-micro-v1:0', region: 'us-east-1' },
    { provider: 'bedrock', model: 'amazon.titan-example-v1:0' },
    { provider: 'openai-compatible', url: 'https://models.example/v1', keyArn: '<Ai/Models/Key3>' },
  ]);
});

test('a model behind an inference profile is asked through the profile alone', () => {
  const statement = ofType(synthesized(), 'AWS::IAM::Policy')
    .flatMap(
      ({ properties }) => (properties.PolicyDocument as { Statement: Record<string, unknown>[] }).Statement,
    )
    .find(({ Resource }) => String(Resource).includes('foundation-model/amazon.nova'));
  expect(statement?.Condition).toEqual({
    StringEquals: {
      'bedrock:InferenceProfileArn':
        'arn:aws:bedrock:us-east-1:111111111111:inference-profile/us.amazon.nova-micro-v1:0',
    },
  });
});

test('a deployment without models asks nothing, may ask nothing, and offers no better titles', () => {
  const { models: _, ...without } = region;
  const resources = synthesized(without);
  expect(environmentOf(resources).MODELS).toBe('[]');
  expect(actionsOf(resources)).not.toMatch(/bedrock|AiData/);
  expect(actionsOf(synthesized())).toMatch(/bedrock.*AiData/);
  const reading = ofType(resources, 'AWS::Lambda::Function').find(
    ({ properties }) => properties.Description === 'functions/guides/read-guide.ts',
  );
  expect(reading?.properties.Environment).toMatchObject({ Variables: { MODEL_COUNT: '0' } });
});
