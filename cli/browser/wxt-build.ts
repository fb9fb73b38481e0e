/**
 * `node cli/browser/wxt-build.ts MODE FOLDER`: builds the extension into the folder. A process of its own, because
 * WXT writes a spinner past its logger, into what a command has to say.
 */
import { resolve } from 'node:path';
import { build } from 'wxt';

const [mode = '', outDir = ''] = process.argv.slice(2);
await build({ root: resolve(import.meta.dirname, '../../extension'), mode, outDir });
