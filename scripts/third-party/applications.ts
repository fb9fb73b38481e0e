import { access, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runNode } from './install.ts';
import type { Mounts } from './serve.ts';

const pages = join(import.meta.dirname, 'pages');

/** An application that nobody here wrote: the packages it comes in, and where in them its pages lie. */
export interface Application {
  /** npm packages at the version that was tried. */
  readonly packages: readonly string[];
  /** `folder` is where they were installed. */
  mounts(folder: string): Promise<Mounts> | Mounts;
}

const packageAt = (folder: string, name: string) => join(folder, 'node_modules', name);

const adminLte: Application = {
  packages: ['admin-lte@3.2.0'],
  async mounts(folder) {
    const root = packageAt(folder, 'admin-lte');
    // The package names where its own build copies each plugin from.
    const plugins: { from: string; to: string }[] = createRequire(import.meta.url)(
      join(root, 'build/npm/Plugins.js'),
    );
    const places = await Promise.all(
      plugins.map(
        async ({ from, to }) => [join('/', to, '/'), await installedAt([root, folder], from)] as const,
      ),
    );
    return [['/', root], ...places];
  },
};

async function installedAt(roots: readonly string[], path: string): Promise<string> {
  for (const root of roots) {
    const place = join(root, path);
    if (
      await access(place).then(
        () => true,
        () => false,
      )
    )
      return place;
  }
  return join(roots[0] ?? '', path);
}

const libraryWithPage = (packages: readonly string[], name: string, page: string): Application => ({
  packages,
  mounts: (folder) => [
    ['/lib/', packageAt(folder, name)],
    ['/', join(pages, page)],
  ],
});

/** By the name of their script in `test/fixtures/recorder`. */
export const applications: Readonly<Record<string, Application>> = {
  'admin-mailbox': adminLte,
  'admin-forms': adminLte,
  'admin-tables': adminLte,
  'sign-in-dashboard': {
    packages: ['startbootstrap-sb-admin-2@4.1.4'],
    mounts: (folder) => [['/', packageAt(folder, 'startbootstrap-sb-admin-2')]],
  },
  'api-console': libraryWithPage(['swagger-ui-dist@5.35.0'], 'swagger-ui-dist', 'api-console'),
  'to-do': {
    packages: ['todomvc@0.1.1'],
    mounts: (folder) => [['/', join(packageAt(folder, 'todomvc'), 'examples/vue')]],
  },
  'data-table': libraryWithPage(['tabulator-tables@6.5.3'], 'tabulator-tables', 'data-table'),
  'rich-editor': libraryWithPage(['tinymce@8.9.2'], 'tinymce', 'rich-editor'),
  spreadsheet: {
    packages: ['jspreadsheet-ce@5.0.4', 'jsuites@5'],
    mounts: (folder) => [
      ['/lib/', packageAt(folder, 'jspreadsheet-ce')],
      ['/jsuites/', packageAt(folder, 'jsuites')],
      ['/', join(pages, 'spreadsheet')],
    ],
  },
  wiki: {
    packages: ['tiddlywiki@5.4.1'],
    async mounts(folder) {
      const wiki = packageAt(folder, 'tiddlywiki');
      const output = join(folder, 'wiki');
      if (!(await readdir(output).catch(() => undefined)))
        await runNode([
          join(wiki, 'tiddlywiki.js'),
          join(wiki, 'editions/empty'),
          '--output',
          output,
          '--build',
          'index',
        ]);
      return [['/', output]];
    },
  },
  'web-components': libraryWithPage(
    ['@shoelace-style/shoelace@2.20.1'],
    '@shoelace-style/shoelace',
    'web-components',
  ),
};
