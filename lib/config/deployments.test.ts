import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chooseDeployments, DeploymentConfigError, parseDeployments, withModels } from './deployments.ts';

const committed = JSON.parse(readFileSync(new URL('./deployments.json', import.meta.url), 'utf8'));

function mistakesOf(file: unknown): readonly string[] {
  try {
    parseDeployments(file);
  } catch (error) {
    if (error instanceof DeploymentConfigError) return error.mistakes;
    throw error;
  }
  return [];
}

test('the committed file has three shared regions and one dedicated tenant, by name', () => {
  expect(parseDeployments(committed).map(({ name, region }) => [name, region])).toEqual([
    ['SharedUsEast1', 'us-east-1'],
    ['SharedEuCentral1', 'eu-central-1'],
    ['SharedApSoutheast2', 'ap-southeast-2'],
    ['DedicatedExample', 'eu-central-1'],
  ]);
});

test('every mistake is reported at once, each with its place', () => {
  const mistakes = mistakesOf({
    shared: [
      { region: 'us-east-1', logLevel: 'LOUD' },
      { region: 'us-east-1', alarmMail: 'a@example.com' },
      { region: 'mars-north-1' },
    ],
    dedicated: [
      { tenant: 'Acme', region: 'eu-central-1' },
      { tenant: 'acme inc.', account: '12', region: 'eu-central-1' },
      {
        tenant: 'Acme',
        account: '222222222222',
        region: 'eu-central-1',
        databaseCapacity: { minimum: 8, maximum: 4 },
      },
    ],
  });
  const places = mistakes.map((mistake) => mistake.split(':')[0]);
  expect(places.sort()).toEqual([
    'dedicated[0].account',
    'dedicated[1].account',
    'dedicated[1].tenant',
    'dedicated[2].databaseCapacity',
    'dedicated[2].tenant',
    'shared[0].logLevel',
    'shared[1]',
    'shared[1].region',
    'shared[2].region',
  ]);
  expect(mistakes).toContain('shared[1].region: us-east-1 is there twice');
  expect(mistakes.find((mistake) => mistake.startsWith('shared[1]:'))).toContain('alarmMail');
});

test.each([undefined, null, [], 'text', { shared: 3, dedicated: [null] }])(
  '%j is refused with a place',
  (file) => {
    expect(mistakesOf(file).length).toBeGreaterThan(0);
  },
);

test('a shared deployment without an account takes the account that deploys', () => {
  const [shared] = parseDeployments({ shared: [{ region: 'us-east-1' }], dedicated: [] });
  expect(shared?.account).toBeUndefined();
});

test('shared regions know one another, in the order of the file, and a dedicated tenant knows none', () => {
  const regions = ['us-east-1', 'eu-central-1', 'ap-southeast-2'];
  expect(parseDeployments(committed).map(({ sharedRegions }) => sharedRegions)).toEqual([
    regions,
    regions,
    regions,
    undefined,
  ]);
});

test('shared regions of several accounts are refused: they share one global table', () => {
  const shared = [
    { region: 'us-east-1', account: '111111111111' },
    { region: 'eu-central-1', account: '222222222222' },
  ];
  const mail = committed.shared[0]?.mail ? { mail: committed.shared[0].mail } : {};
  const withMail = shared.map((deployment) => ({ ...deployment, ...mail }));
  expect(mistakesOf({ shared: withMail, dedicated: [] })).toEqual([
    'shared[1].account: must be the one of shared[0]',
  ]);
});

test('a certificate outside us-east-1 is refused: CloudFront could not use it', () => {
  const domain = {
    name: 'guides.example.com',
    certificateArn: 'arn:aws:acm:eu-central-1:222222222222:certificate/abc',
  };
  expect(mistakesOf({ shared: [{ region: 'us-east-1', domain }], dedicated: [] })).toEqual([
    'shared[0].domain.certificateArn: must be an ACM certificate in us-east-1',
  ]);
});

test('choosing a deployment that is not there names those that are', () => {
  const deployments = parseDeployments(committed);
  expect(chooseDeployments(deployments, 'SharedUsEast1').map(({ name }) => name)).toEqual(['SharedUsEast1']);
  expect(chooseDeployments(deployments)).toHaveLength(4);
  expect(() => chooseDeployments(deployments, 'Shared')).toThrow(/Shared; .* has SharedUsEast1, SharedEu/);
});

test('mail comes from an address of the domain that SES knows, and a list of passwords is asked by https', () => {
  const shared = [
    {
      region: 'us-east-1',
      mail: { from: 'no-reply@other.example', identity: 'mail.example' },
      breachedPasswordsUrl: 'http://list.example/range',
    },
  ];
  expect(mistakesOf({ shared, dedicated: [] }).map((mistake) => mistake.split(':')[0])).toEqual([
    'shared[0].mail',
    'shared[0].breachedPasswordsUrl',
  ]);
});

test('models are asked by ids and over https, and cost what can be counted', () => {
  const price = { input: 0.035, output: 0.14 };
  const models = [
    { provider: 'bedrock', model: 'arn:aws:bedrock:us-east-1::foundation-model/x', price },
    { provider: 'bedrock', model: 'eu.amazon.nova-micro-v1:0', price: { input: 0.0001, output: -1 } },
    { provider: 'openai-compatible', model: 'm', url: 'http://models.example/v1', price },
    { provider: 'openai-compatible', model: 'n', url: 'https://models.example/v1/', price },
  ];
  const mistakes = mistakesOf({ shared: [{ region: 'us-east-1', models }], dedicated: [] });
  expect(mistakes.map((mistake) => mistake.split(':')[0]).sort()).toEqual([
    'shared[0].models[0].model',
    'shared[0].models[1].price.input',
    'shared[0].models[1].price.output',
    'shared[0].models[2].url',
    'shared[0].models[3].url',
  ]);
  const own = { provider: 'openai-compatible', model: 'm', url: 'http://127.0.0.1:8080/v1', price };
  expect(mistakesOf({ shared: [{ region: 'us-east-1', models: [own, own] }], dedicated: [] })).toEqual([
    'shared[0].models: the same model is there twice',
  ]);
  expect(mistakesOf({ shared: [{ region: 'us-east-1', models: [own] }], dedicated: [] })).toEqual([]);
});

test('models that are given instead of those of the file are checked alike', () => {
  const price = { input: 1, output: 5 };
  const model = { provider: 'bedrock', model: 'amazon.nova-micro-v1:0', price };
  const deployments = parseDeployments(committed);
  expect(withModels(deployments, [model]).map(({ models }) => models)).toEqual(
    deployments.map(() => [model]),
  );
  expect(() => withModels(deployments, [{ ...model, model: 'No' }])).toThrow(
    /models\[0\]\.model: must be an id/,
  );
});
