/** `npm run package:extension`: the extension as a ZIP file, ready for a web store or a managed installation. */

import { join, resolve } from 'node:path';
import { zip } from 'wxt';

const root = resolve(import.meta.dirname, '..');
const [file] = await zip({
  root: join(root, 'extension'),
  mode: 'production',
  outDir: join(root, '.output'),
});
if (!file) throw new Error('The extension was not packaged');
console.log(file);
