import { execFile } from 'node:child_process';
import { lchown, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** How a command is started that refuses to run as root. */
export interface UnprivilegedLaunch {
  /** Stands before the command. */
  readonly prefix: readonly string[];
  /** For `spawn`. */
  readonly identity: { readonly uid?: number; readonly gid?: number };
  /** Whose the command's files must be; absent where nothing has to change hands. */
  readonly owner?: OperatingSystemUser;
}

interface OperatingSystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const run = promisify(execFile);
const root = { name: 'root', uid: 0, gid: 0 };
const preferred = ['postgres', 'nobody'];

/**
 * Finds the way for PostgreSQL, which refuses root. A user namespace leaves every file root's while the
 * server sees itself as somebody else, so it also works where nobody but root may enter: a home folder, a
 * fresh temporary one. Where namespaces are forbidden, as in many containers, another user enters with the
 * capability to, or without it if the folders are open. Each way is tried before it is taken.
 */
export async function unprivilegedLaunch(
  executable: string,
  folder: string,
  waysOf: (user: OperatingSystemUser) => readonly UnprivilegedLaunch[] = everyWay,
): Promise<UnprivilegedLaunch> {
  if (process.getuid?.() !== 0) return { prefix: [], identity: {} };
  const user = await someoneElse();
  for (const way of waysOf(user)) if (await works(way, executable, folder)) return way;
  throw new Error(
    `PostgreSQL refuses to run as root, and the user ${user.name} cannot enter ${await closedFolder(dirname(executable), folder)}. ` +
      'Start the local cloud as an ordinary user, or keep the project and its state where others may enter (chmod o+x)',
  );
}

const everyWay = (user: OperatingSystemUser) => [inNamespace(user), withCapability(user), asUser(user)];

const inNamespace = ({ uid, gid }: OperatingSystemUser): UnprivilegedLaunch => ({
  prefix: ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`, '--'],
  identity: {},
  owner: root,
});

export const withCapability = (user: OperatingSystemUser): UnprivilegedLaunch => ({
  prefix: [
    ...['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'],
    ...['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--'],
  ],
  identity: {},
  owner: user,
});

export const asUser = (user: OperatingSystemUser): UnprivilegedLaunch => ({
  prefix: [],
  identity: { uid: user.uid, gid: user.gid },
  owner: user,
});

/** Makes a file, or a folder with all in it, the owner's: also what an earlier start kept in another way. */
export async function handOver(path: string, { owner }: UnprivilegedLaunch): Promise<void> {
  const known = await stat(path);
  if (!owner || known.uid === owner.uid) return;
  const entries = known.isDirectory() ? await readdir(path, { recursive: true }) : [];
  for (const entry of entries) await lchown(join(path, entry), owner.uid, owner.gid);
  await lchown(path, owner.uid, owner.gid);
}

const asked = '[ "$(id -u)" -ne 0 ] && [ -x "$1" ] && [ -x "$2" ]';

function works({ prefix, identity }: UnprivilegedLaunch, executable: string, folder: string) {
  const [command = '', ...args] = [...prefix, '/bin/sh', '-c', asked, 'sh', executable, folder];
  return run(command, args, { ...identity, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

/** A user that the machine knows by name, because `initdb` looks its own up. */
async function someoneElse(): Promise<OperatingSystemUser> {
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && Number(uid) > 0 ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
  const found = users.find(({ name }) => preferred.includes(name)) ?? users[0];
  if (found) return found;
  throw new Error('PostgreSQL refuses to run as root, and the machine knows no other user');
}

const search = 0o001;

async function closedFolder(...folders: readonly string[]): Promise<string> {
  for (const lowest of folders) {
    const way: string[] = [];
    for (let folder = lowest; folder !== dirname(folder); folder = dirname(folder)) way.unshift(folder);
    for (const folder of way) if (!((await stat(folder)).mode & search)) return folder;
  }
  return folders.join(' or ');
}
