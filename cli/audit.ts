/**
 * `npm run audit -- verify [--json]`: checks the tenant's audit log; exits with 1 where it was tampered with.
 * `npm run audit -- export [--json]`: locks away what is new of it.
 */

import type { GuidewrightApi } from './api/guidewright-api.ts';
import { useCloud } from './cloud/use-cloud.ts';
import type { Progress } from './progress.ts';
import { readOptions } from './read-options.ts';
import { CommandError, runCommand } from './run-command.ts';

const usage = 'Usage: npm run audit -- verify|export [--json]';

const { values, positionals } = readOptions(usage, {
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});

const commands: Readonly<Record<string, (api: GuidewrightApi, progress: Progress) => Promise<void>>> = {
  verify: async (api, progress) => {
    progress.step('Checking every row and its signature, and against what was locked away');
    const verification = await api.verifyAudit();
    const { fault, entries, lastHash, signingKey } = verification;
    progress.result(
      [
        ['rows', String(entries)],
        ['last hash', lastHash ?? 'none'],
        ['signed by', signingKey],
        ['verdict', fault ? `tampered with at row ${fault.sequence}` : 'as it was written'],
      ],
      verification,
    );
    if (fault) throw new CommandError(`Row ${fault.sequence} is ${fault.kind}: ${fault.detail}.`);
  },
  export: async (api, progress) => {
    progress.step('Locking away what is new');
    const exported = await api.exportAudit();
    progress.result(
      [
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
  if (!command || positionals.length > 1) throw new CommandError(usage);
  const cloud = await useCloud(progress);
  try {
    await command(cloud.api, progress);
  } finally {
    await cloud.stop();
  }
});
