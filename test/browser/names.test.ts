import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type CDPSession, chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { requireChromium } from '../../cli/browser/find-chromium.ts';

const elements =
  'button, a, input, select, textarea, summary, h2, th, fieldset, table, [role=button], [role=tab], [role=option], [role=checkbox], [role=listbox], named-button';

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
