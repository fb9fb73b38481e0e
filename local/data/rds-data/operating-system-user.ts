import { chmod, chown, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';

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

const search = 0o001;

/**
 * Gives the data directory to the server's user and lets that user through the folders above it: only
 * through those of the state directory and temporary ones. Any other is the administrator's to open.
 */
export async function openToUser(
  dataDirectory: string,
  partDirectory: string,
  user: OperatingSystemUser,
): Promise<void> {
  await chown(dataDirectory, user.uid, user.gid);
  const stateDirectory = dirname(partDirectory);
  for (let folder = partDirectory; folder !== dirname(folder); folder = dirname(folder)) {
    const { mode } = await stat(folder);
    if (mode & search) continue;
    if (!join(folder, sep).startsWith(join(stateDirectory, sep)) && !folder.startsWith(join(tmpdir(), sep))) {
      throw new Error(
        `PostgreSQL cannot run as root, and another user cannot reach its data through ${folder}: keep the state in a folder that others may enter`,
      );
    }
    await chmod(folder, mode | search);
  }
}
