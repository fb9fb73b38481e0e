/**
 * `node scripts/complete-lockfile.ts`: adds the platform packages that npm left out of package-lock.json. npm leaves
 * out optional packages that the registry at hand does not hold, and `npm ci` then refuses the lockfile elsewhere.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { completeLockfile, type Lockfile } from './lockfile.ts';

const file = new URL('../package-lock.json', import.meta.url);
const { lockfile, added } = completeLockfile(JSON.parse(await readFile(file, 'utf8')) as Lockfile);
await writeFile(file, `${JSON.stringify(lockfile, null, 2)}\n`);
console.log(added.length === 0 ? 'Nothing was missing.' : `Added:\n${added.join('\n')}`);
