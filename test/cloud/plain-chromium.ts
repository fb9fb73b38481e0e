import { type Browser, chromium } from 'playwright-core';
import { requireChromium } from '../../cli/browser/find-chromium.ts';

/** Chromium as a reader has it: without the extension, and without the network chatter of a fresh profile. */
export async function launchChromium(): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath: await requireChromium(), args });
}
