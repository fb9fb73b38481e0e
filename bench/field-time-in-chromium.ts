import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { requireChromium } from '../cli/browser/find-chromium.ts';

const rounds = 30;

/** As the extension's worker has them, with the standard policy around them. */
const entry = `
  import { standardRules } from './lib/contracts/redaction/policy.ts';
  import { compilePolicy } from './lib/domain/redaction/policy/compile-policy.ts';
  import { re2Engine } from './lib/domain/redaction/policy/re2-engine.ts';
  const { find } = compilePolicy(standardRules, re2Engine);
  globalThis.timesOf = (texts, rounds) => texts.map((text) => {
    const samples = [];
    for (let round = -5; round < rounds; round += 1) {
      // The browser's clock is coarse: several at a time.
      const from = performance.now();
      for (let time = 0; time < 20; time += 1) find(text);
      if (round >= 0) samples.push(((performance.now() - from) / 20) * 1_000);
    }
    return samples;
  });`;

/** What the rules take for each text in Chromium once they are warm, in µs: one list of samples for each. */
export async function fieldTimesInChromium(texts: readonly string[]): Promise<number[][]> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    write: false,
  });
  const browser = await chromium.launch({ executablePath: await requireChromium(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    return await page.evaluate<number[][]>(`timesOf(${JSON.stringify(texts)}, ${rounds})`);
  } finally {
    await browser.close();
  }
}
