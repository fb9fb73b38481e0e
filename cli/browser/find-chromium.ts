import { access, constants, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const places = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
];

/** The first Chromium there is: CHROME_PATH, the PATH, the usual places, Playwright's own downloads. */
export async function findChromium(environment = process.env): Promise<string | undefined> {
  const onPath = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [
    ...(environment.CHROME_PATH ? [environment.CHROME_PATH] : []),
    ...onPath.flatMap((directory) => names.map((name) => join(directory, name))),
    ...places,
    ...(await playwrightDownloads()),
  ];
  for (const candidate of candidates) if (await isExecutable(candidate)) return candidate;
  return undefined;
}

/** As `findChromium`; its absence is an error that says what to do. */
export async function requireChromium(): Promise<string> {
  const found = await findChromium();
  if (found) return found;
  throw new Error(
    'No Chromium was found. Install it (Debian: apt-get install chromium; any system: npx playwright-core install chromium) or set CHROME_PATH to its executable.',
  );
}

async function playwrightDownloads(): Promise<string[]> {
  const caches = [join(homedir(), '.cache/ms-playwright'), join(homedir(), 'Library/Caches/ms-playwright')];
  const found = await Promise.all(
    caches.map(async (cache) => {
      const versions = await readdir(cache).catch(() => []);
      return versions
        .filter((version) => /^chromium-\d+$/.test(version))
        .sort()
        .reverse()
        .map((version) => join(cache, version, 'chrome-linux/chrome'));
    }),
  );
  return found.flat();
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
