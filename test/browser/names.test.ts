import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type CDPSession, chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { requireChromium } from '../../cli/browser/find-chromium.ts';

const elements =
  'button, a, input, select, textarea, summary, h2, th, fieldset, table, [role=button], [role=tab], [role=option], [role=checkbox], [role=listbox], [role=treeitem], named-button';

declare global {
  function nameAndRole(element: Element): { readonly name: string; readonly role: string };
}

/** The recorder's own computation, to be run in a page without the extension. */
async function bundle(): Promise<string> {
  const result = await build({
    stdin: {
      contents: `import { accessibleName } from './extension/recording/accessibility/name.ts';
        import { roleOf } from './extension/recording/accessibility/role.ts';
        globalThis.chrome ??= {};
        globalThis.nameAndRole = (element) => ({ name: accessibleName(element).name, role: roleOf(element) });`,
      resolveDir: join(import.meta.dirname, '../..'),
    },
    bundle: true,
    format: 'iife',
    write: false,
  });
  return result.outputFiles[0]?.text ?? '';
}

interface Named {
  readonly html: string;
  readonly name: string;
}

async function compare(session: CDPSession): Promise<{ ours: Named[]; theirs: Named[] }> {
  const ours: Named[] = [];
  const theirs: Named[] = [];
  await session.send('Accessibility.enable');
  const { root } = await session.send('DOM.getDocument');
  const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: elements });
  for (const nodeId of nodeIds) {
    const { object } = await session.send('DOM.resolveNode', { nodeId });
    const { result } = await session.send('Runtime.callFunctionOn', {
      objectId: object.objectId ?? '',
      functionDeclaration:
        'function () { return { html: this.outerHTML.slice(0, 90), name: nameAndRole(this).name } }',
      returnByValue: true,
    });
    const { nodes } = await session.send('Accessibility.getPartialAXTree', { nodeId, fetchRelatives: false });
    ours.push(result.value);
    theirs.push({ html: result.value.html, name: String(nodes[0]?.name?.value ?? '').trim() });
  }
  return { ours, theirs };
}

test('names agree with the accessibility tree that Chromium hands to assistive technology', async () => {
  const browser = await chromium.launch({ executablePath: await requireChromium(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.setContent(await readFile(join(import.meta.dirname, 'pages/names.html'), 'utf8'));
    await page.addScriptTag({ content: await bundle() });
    const { ours, theirs } = await compare(await page.context().newCDPSession(page));
    expect(ours.length).toBeGreaterThan(30);
    expect(ours).toEqual(theirs);
  } finally {
    await browser.close();
  }
});

const alone: readonly (readonly [rule: string, html: string, selector: string, name: string])[] = [
  [
    'a picture that is only called one has the title of its frame',
    '<div title="Zoom"><b>+</b><img alt="icon" src="data:,"></div>',
    'img',
    'Zoom',
  ],
  [
    'a field has the title around it, also out of its shadow tree',
    '<div title="Width"><b>W</b><p><template shadowrootmode="open"><input></template></p></div>',
    'input',
    'Width',
  ],
  [
    'a row of a tree is without the rows below it',
    '<div role="tree"><div role="treeitem">Fruit<div role="treeitem">Pear</div></div></div>',
    '[role=treeitem]',
    'Fruit',
  ],
  [
    'a row with only brackets of its own has all of them',
    '<div role="tree"><div role="treeitem">{ <div role="treeitem">Pear</div> }</div></div>',
    '[role=treeitem]',
    '{ Pear }',
  ],
];

test('where Chromium’s tree is no help the page’s own words are', async () => {
  const browser = await chromium.launch({ executablePath: await requireChromium(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await bundle() });
    for (const [rule, html, selector, name] of alone) {
      await page.evaluate((markup) => document.body.setHTMLUnsafe(markup), html);
      const found = await page
        .locator(selector)
        .first()
        .evaluate((element) => nameAndRole(element).name);
      expect(found, rule).toBe(name);
    }
  } finally {
    await browser.close();
  }
});
