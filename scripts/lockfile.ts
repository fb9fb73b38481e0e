interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The part of a package-lock.json (version 3) that matters here. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

const systems = [
  'android',
  'darwin',
  'freebsd',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'aix',
  'win32',
  'linux',
];
const processors = ['arm64', 'x64', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'arm'];

/** The lockfile with an entry for every optional package that some package names, and the keys that were added. */
export function completeLockfile(lockfile: Lockfile): { lockfile: Lockfile; added: string[] } {
  const packages: Record<string, LockedPackage> = { ...lockfile.packages };
  const added: string[] = [];
  for (const [path, { dev, optionalDependencies = {} }] of Object.entries(lockfile.packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      if (isLocked(packages, path, name)) continue;
      const key = `node_modules/${name}`;
      packages[key] = {
        version: range.replace(/^[\^~]/, ''),
        ...(dev ? { dev } : {}),
        optional: true,
        ...platform(name),
      };
      added.push(key);
    }
  }
  const sorted = Object.entries(packages).sort(([one], [other]) => (one < other ? -1 : 1));
  return { lockfile: { ...lockfile, packages: Object.fromEntries(sorted) }, added };
}

/** As Node looks it up: beside the package, then beside each package around it. */
function isLocked(packages: Lockfile['packages'], path: string, name: string): boolean {
  const around = path
    .split('/node_modules/')
    .map((_, place, parts) => parts.slice(0, place + 1).join('/node_modules/'));
  return ['', ...around].some((folder) => `${folder ? `${folder}/` : ''}node_modules/${name}` in packages);
}

/** What the package runs on, by its name: `@rollup/rollup-linux-arm64-musl`. */
function platform(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> {
  const os = systems.find((system) => name.includes(system));
  const cpu = processors.find((processor) => new RegExp(`[-.]${processor}`).test(name));
  return {
    ...(os ? { os: [os] } : {}),
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(name.includes('musl') ? { libc: ['musl'] } : {}),
  };
}
