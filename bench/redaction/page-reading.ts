import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { findInTexts } from '../../extension/policy/find-in-texts.ts';
import type { Rectangle } from '../../lib/contracts/capture/action.ts';
import { standardRules } from '../../lib/contracts/redaction/policy.ts';
import { hiderOf } from '../../lib/domain/redaction/hiding/hider.ts';
import { compilePolicy } from '../../lib/domain/redaction/policy/compile-policy.ts';
import { re2Engine } from '../../lib/domain/redaction/policy/re2-engine.ts';

/** As the recorder reads a page before it takes a picture, in a page without the extension. */
const entry = `
  import { createSensitiveTexts } from './extension/recording/text/sensitive-texts.ts';
  import { discoverPage } from './extension/recording/page/discovery.ts';
  import { fieldsInView } from './extension/recording/page/masks.ts';
  globalThis.chrome ??= {};
  const discovery = discoverPage({ isUsed: () => true, onAdditions: () => undefined });
  globalThis.readPage = async () => {
    discovery.stop();
    discovery.begin();
    await discovery.complete();
    const texts = createSensitiveTexts((given) => judgeTexts(given));
    await texts.look({ keepTyped: true, hasChanged: true, knowsFloating: discovery.knowsFloating() });
    return [...fieldsInView(true).masks, ...texts.masks(true).masks];
  };`;

/** Has what the recorder would mark on each document of the page from now on, in CSS pixels, by the standard policy. */
export async function readPages(page: Page): Promise<() => Promise<Rectangle[]>> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    format: 'iife',
    platform: 'browser',
    write: false,
  });
  const { find, rules, judge } = compilePolicy(standardRules, re2Engine);
  await page.exposeFunction('judgeTexts', (texts: Parameters<typeof findInTexts>[1]) =>
    findInTexts({ hider: hiderOf(find), rules, judge }, texts, ''),
  );
  const content = outputFiles[0]?.text ?? '';
  return async () => {
    await page.addScriptTag({ content });
    return page.evaluate<Rectangle[]>('readPage()');
  };
}
