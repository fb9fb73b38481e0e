import { writeFileSync } from 'node:fs';
import { launchRecorder } from '../../cli/browser/launch-recorder.ts';
import { serveSampleShop } from '../../cli/sample-shop/serve.ts';
import { startCaptureServer, testAccount } from './capture-server.ts';

const server = await startCaptureServer();
const shop = await serveSampleShop();
const b = await launchRecorder();
try {
  b.panel.on('console', (m) => console.log('panel:', m.text()));
  b.context.serviceWorkers().forEach((w) => w.on('console', (m) => console.log('sw:', m.text())));
  b.context.on('serviceworker', (w) => w.on('console', (m) => console.log('sw:', m.text())));
  await b.signIn(server.url, testAccount.email, testAccount.password);
  const page = b.context.pages()[0]!;
  await page.goto(shop.url);
  await b.start();
  await page.waitForTimeout(800);
  await page.getByLabel('Search').click();
  await page.keyboard.type('kettle', { delay: 40 });
  await page.keyboard.press('Enter');
  await page.waitForTimeout(600);
  await page.getByRole('link', { name: /Pour-over/ }).hover();
  await page.waitForTimeout(400);
  await page.getByRole('link', { name: /Pour-over/ }).click();
  await page.waitForTimeout(800);
  await page.getByRole('button', { name: 'Increase quantity' }).click();
  await page.waitForTimeout(800);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.waitForTimeout(1500);
  await b.panel.screenshot({ path: '/tmp/panel-rec.png', fullPage: true });
  console.log(await b.finish());
  await b.panel.waitForTimeout(1500);
  await b.panel.screenshot({ path: '/tmp/panel-done.png' });
  for (const a of server.actions())
    console.log(
      a.index,
      a.detail.kind,
      JSON.stringify(a.detail),
      a.page.url,
      '|',
      a.page.title,
      '|',
      a.target?.role,
      a.target?.name,
      a.target?.nameSource,
      JSON.stringify(a.target?.surroundings),
      JSON.stringify(a.screenshot),
      a.thumbnail?.length,
    );
  console.log(server.batches.map((x) => [x.sequence, x.actions.length]));
  console.log((await b.steps()).map((s) => s.title));
  for (const [id, w] of server.screenshots) {
    console.log(id, w.length);
    writeFileSync(`/tmp/shot-${id}.webp`, w);
  }
} finally {
  await b.close();
  await server.close();
  await shop.close();
}
