import { resolveConfig } from 'vite';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => vi.unstubAllEnvs());

test.each(['test', 'development', 'production', ''])(
  'a build under NODE_ENV “%s” is one for production',
  async (environment) => {
    vi.stubEnv('NODE_ENV', environment);
    const { isProduction, oxc } = await resolveConfig({ root: 'web' }, 'build', 'production', 'production');
    expect(isProduction).toBe(true);
    expect(oxc).toMatchObject({ jsx: { development: false } });
  },
);
