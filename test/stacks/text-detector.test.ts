import { expect, test } from 'vitest';
import type { Resource } from './product.ts';
import { ofType, region, synthesized } from './product.ts';

const settingOf = (resources: Resource[]) =>
  ofType(resources, 'AWS::Lambda::Function')
    .map(({ properties }) => properties)
    .find(({ Description }) => Description === 'functions/ai/title-steps.ts')?.Environment;
const policiesOf = (resources: Resource[]) => JSON.stringify(ofType(resources, 'AWS::IAM::Policy'));
const alarmsOf = (resources: Resource[]) => JSON.stringify(ofType(resources, 'AWS::CloudWatch::Alarm'));

test('a deployment with a second detector asks it in its language, and hears when it fails', () => {
  const resources = synthesized({ ...region, textDetector: { service: 'comprehend', language: 'es' } });
  expect(settingOf(resources)).toMatchObject({ Variables: { TEXT_DETECTOR: 'es' } });
  expect(policiesOf(resources).match(/comprehend:\w+/g)).toEqual(['comprehend:DetectPiiEntities']);
  expect(alarmsOf(resources)).toContain('docs/runbooks/text-detector.md');
});

test('one without asks nothing, and may ask nothing', () => {
  const { textDetector: _, ...without } = region;
  const resources = synthesized(without);
  expect(settingOf(resources)).toMatchObject({ Variables: { TEXT_DETECTOR: 'none' } });
  expect(policiesOf(resources)).not.toContain('comprehend');
  expect(alarmsOf(resources)).not.toContain('text-detector');
});
