import { readFile, stat } from 'node:fs/promises';

export interface OperatingSystemUser {
  readonly uid: number;
  readonly gid: number;
}

const candidates = ['postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root. For root: the owner of an existing data directory, else the
 * first of `postgres` and `nobody` that the machine has. Absent for everyone else.
 */
export async function unprivilegedUser(dataDirectory: string): Promise<OperatingSystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(dataDirectory).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const candidate of candidates) {
    const found = users.find(([name]) => name === candidate);
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new Error('PostgreSQL cannot run as root, and the machine has neither a user postgres nor nobody');
}
