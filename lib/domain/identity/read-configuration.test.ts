import { expect, test } from 'vitest';
import { readConfiguration } from './read-configuration.ts';

const here = { apiUrl: 'https://api.example', issuer: 'https://edge.example/oidc', region: 'us-east-1' };

test('a region that is planned and not there yet is not offered', async () => {
  const regions = {
    find: async (region: string) =>
      region === 'eu-central-1' ? { apiUrl: 'https://eu.example' } : undefined,
  };
  const planned = ['us-east-1', 'eu-central-1', 'ap-southeast-2'];
  expect(await readConfiguration({ here, regions }, planned)).toEqual({
    ...here,
    regions: ['us-east-1', 'eu-central-1'],
  });
});
