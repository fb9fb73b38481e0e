import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';

const run = promisify(execFile);

interface Pages {
  /** npm package at the version that was looked at. */
  readonly name: string;
  readonly version: string;
  /** Where in it its pages begin. */
  readonly root: string;
  readonly pages: readonly string[];
}

/** Pages of others, as their packages have them: what the reader was not made with. */
const packages: readonly Pages[] = [
  {
    name: 'admin-lte',
    version: '4.0.0-rc4',
    root: 'dist',
    pages: ['index', 'index2', 'index3', 'tables/simple', 'forms/general', 'UI/general', 'widgets/cards'],
  },
  {
    name: 'startbootstrap-sb-admin-2',
    version: '4.1.4',
    root: '',
    pages: ['index', 'tables', 'buttons', 'cards', 'register', 'utilities-color'],
  },
  {
    name: 'gentelella',
    version: '4.2.0',
    root: 'dist',
    pages: ['form', 'general_elements', 'inbox', 'projects', 'widgets', 'profile'].map(
      (page) => `production/${page}`,
    ),
  },
];

export interface ThirdPartyPages extends AsyncDisposable {
  readonly addresses: readonly string[];
  /** Has the page find these addresses, and nothing of the network. */
  serve(page: Page): Promise<void>;
}

/** The packages in a folder of their own. */
export async function thirdPartyPages(): Promise<ThirdPartyPages> {
  const folder = await mkdtemp(join(tmpdir(), 'pages-'));
  const specifiers = packages.map(({ name, version }) => `${name}@${version}`);
  await run('npm', [
    'install',
    '--prefix',
    folder,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    ...specifiers,
  ]);
  const hostOf = ({ name }: Pages) => `${name}.test`;
  return {
    addresses: packages.flatMap((one) => one.pages.map((page) => `http://${hostOf(one)}/${page}.html`)),
    async serve(page) {
      await page.route('**/*', async (route) => {
        const { hostname, pathname } = new URL(route.request().url());
        const found = packages.find((one) => hostOf(one) === hostname);
        if (!found) return route.abort();
        const path = join(folder, 'node_modules', found.name, found.root, decodeURIComponent(pathname));
        await route.fulfill({ path }).catch(() => route.fulfill({ status: 404 }));
      });
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
