import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { namedClasses } from './named-classes.ts';

const models = [
  'access_token',
  'authorization_code',
  'device_code',
  'grant',
  'interaction',
  'refresh_token',
  'session',
];

async function bundledNames(plugins: (typeof namedClasses)[]): Promise<string[]> {
  const imports = models.map(
    (model) => `import ${model} from './node_modules/oidc-provider/lib/models/${model}.js';`,
  );
  const contents = `${imports.join('\n')}
    const base = class { static get IN_PAYLOAD() { return []; } };
    const provider = { BaseToken: base };
    export const names = [${models.filter((model) => !['interaction', 'session'].includes(model)).join(', ')}].map((model) => model(provider).name);`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'node',
    plugins,
  });
  const text = outputFiles[0]?.text ?? '';
  return (await import(`data:text/javascript,${encodeURIComponent(text)}`)).names;
}

test('a minified bundle keeps the names under which the provider keeps things', async () => {
  expect(await bundledNames([namedClasses])).toEqual([
    'AccessToken',
    'AuthorizationCode',
    'DeviceCode',
    'Grant',
    'RefreshToken',
  ]);
});

test('without it they are lost', async () => {
  expect(await bundledNames([])).not.toContain('RefreshToken');
});
