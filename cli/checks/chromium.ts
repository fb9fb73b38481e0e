import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findChromium } from '../browser/find-chromium.ts';
import type { Check } from './run-checks.ts';

const run = promisify(execFile);

/** The browser tests need Chromium: on Debian as root it is installed, elsewhere its absence is a failure. */
export const chromiumCheck: Check = {
  name: 'Chromium is there',
  run: async () => {
    if (!(await findChromium())) await installOnDebian();
    if (await findChromium()) return { passed: 1, failed: 0, skipped: 0 };
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      output: 'No Chromium was found. Install it (Debian: apt-get install chromium) or set CHROME_PATH.',
    };
  },
};

async function installOnDebian(): Promise<void> {
  console.log('Installing Chromium with apt-get …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env }).catch(() => undefined);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'], {
    env,
    maxBuffer: 64 * 1024 * 1024,
  }).catch(() => undefined);
}
