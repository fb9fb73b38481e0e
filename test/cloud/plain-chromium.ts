import { type Browser, chromium } from 'playwright-core';
import { requireChromium } from '../../cli/browser/find-chromium.ts';
import { quietFlags } from '../../cli/browser/quiet-flags.ts';

/** Chromium as a reader has it: without the extension. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await requireChromium(), args: [...quietFlags] });
}
