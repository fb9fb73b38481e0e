/** `npm run package:extension`: the extension as a ZIP file, ready for a web store or a managed installation. */

import { join, resolve } from 'node:path';
import { zip } from 'wxt';
import { readOptions } from './read-options.ts';

readOptions(
  {
    usage: 'Usage: npm run package:extension',
    help: `Builds the extension: a ZIP file in .output for a web store or a managed installation, and the folder
.output/production to load unpacked.`,
  },
  {},
);

const root = resolve(import.meta.dirname, '..');
const [file] = await zip({
  root: join(root, 'extension'),
  mode: 'production',
  outDir: join(root, '.output'),
});
if (!file) throw new Error('The extension was not packaged');
console.log(file);
