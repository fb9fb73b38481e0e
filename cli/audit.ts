/**
 * `npm run audit -- verify [--key KEY] [--json]`: checks a tenant's audit log; exits with 1 where it was tampered with.
 * `npm run audit -- export [--key KEY] [--json]`: locks away what is new of it.
 * The tenant is the one that comes with the local cloud, or that of the API key.
 */

import { GuidewrightApi } from './api/guidewright-api.ts';
import { useCloud } from './cloud/use-cloud.ts';
import type { Progress } from './progress.ts';
import { readOptions } from './read-options.ts';
import { CommandError, runCommand } from './run-command.ts';

const words = {
  usage: 'Usage: npm run audit -- verify|export [--key KEY] [--json]',
  help: `  verify     checks every row of a company’s audit log; ends with 1 and names the row where it was tampered with
  export     locks away what is new of it

  --key KEY  an API key of the company; else it is the one that comes with the local cloud
  --json     one JSON document on standard output`,
};

const { values, positionals } = readOptions(words, {
  allowPositionals: true,
  options: { key: { type: 'string' }, json: { type: 'boolean', default: false } },
});

const commands: Readonly<
  Record<string, (api: GuidewrightApi, progress: Progress, company: string) => Promise<void>>
> = {
  verify: async (api, progress, company) => {
    progress.step('Checking every row and its signature, and against what was locked away');
    const verification = await api.verifyAudit();
    const { fault, entries, lastHash, signingKey } = verification;
    progress.result(
      [
        ['company', company],
        ['rows', String(entries)],
        ['last hash', lastHash ?? 'none'],
        ['signed by', signingKey],
        ['verdict', fault ? `tampered with at row ${fault.sequence}` : 'as it was written'],
      ],
      verification,
    );
    if (fault) throw new CommandError(`Row ${fault.sequence} is ${fault.kind}: ${fault.detail}.`);
  },
  export: async (api, progress, company) => {
    progress.step('Locking away what is new');
    const exported = await api.exportAudit();
    progress.result(
      [
        ['company', company],
        ['rows', `${exported.fromSequence} to ${exported.toSequence}`],
        ['last hash', exported.lastHash],
        ['locked until', exported.lockedUntil],
        ['file', exported.url ?? 'none'],
      ],
      exported,
    );
  },
};

await runCommand(values.json, async (progress) => {
  const [name = ''] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command || positionals.length > 1) throw new CommandError(words.usage);
  const cloud = await useCloud(progress);
  try {
    const { key } = values;
    const api = key === undefined ? cloud.api : new GuidewrightApi(cloud.apiUrl, key);
    await command(api, progress, key === undefined ? `that of ${cloud.seed.email}` : 'that of the key');
  } finally {
    await cloud.stop();
  }
});
