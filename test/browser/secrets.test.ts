import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Action } from '../../lib/contracts/capture/action.ts';
import { openRecordingBench, press, type Recorded, type RecordingBench } from './recording-bench.ts';

let bench: RecordingBench;
beforeAll(async () => {
  bench = await openRecordingBench();
});
afterAll(() => bench.close());

const seeds = {
  password: 'PASSseed-7731',
  card: '4111 1111 1111 1111',
  code: '918273',
  cvc: 'CVCs33d',
  hidden: 'HIDDEN-seed-8841',
  unnamedCard: '5500005555555559',
  city: 'Szeged-seed',
  diary: 'diary-seed-55',
};

async function fillIn(keepTyped: boolean): Promise<Recorded> {
  return bench.record(
    'secrets.html',
    async (page) => {
      const type = async (label: string, text: string) => {
        await page.getByLabel(label, { exact: true }).click();
        await page.keyboard.type(text, { delay: 15 });
      };
      await type('Password', seeds.password);
      await press(page.getByRole('button', { name: 'Show' }));
      await page.getByLabel('Password').click();
      await page.keyboard.type('9');
      await type('Card number', seeds.card);
      await type('Verification code', seeds.code);
      await type('Reference', seeds.unnamedCard);
      await type('City', seeds.city);
      await type('Diary', seeds.diary);
      const payment = page.frameLocator('iframe');
      await payment.getByLabel('CVC').click();
      await page.keyboard.type(seeds.cvc, { delay: 15 });
      await press(payment.getByRole('button', { name: 'Pay' }));
      await press(page.getByRole('button', { name: 'Continue' }));
      await type('Search', seeds.city);
      await page.keyboard.press('Enter');
      await page.waitForTimeout(700);
    },
    { keepTyped },
  );
}

const withoutPictures = (recorded: Recorded) =>
  JSON.stringify(recorded.actions.map(({ thumbnail: _picture, screenshot: _reference, ...rest }) => rest));

async function expectCovered(action: Action | undefined, count: number): Promise<void> {
  const masks = action?.screenshot?.masks ?? [];
  expect(masks.length).toBeGreaterThanOrEqual(count);
  for (const mask of masks) {
    const seen = await bench.look(action, mask);
    expect(seen.unevenness).toBeLessThan(3);
    expect(Math.max(seen.red, seen.green, seen.blue)).toBeLessThan(70);
  }
}

test('masked by default: nothing that was typed is in a batch, and every filled field is covered', async () => {
  const recorded = await fillIn(false);
  const told = withoutPictures(recorded);
  for (const seed of Object.values(seeds)) expect(told).not.toContain(seed);
  expect(recorded.of('input').every(({ detail }) => detail.kind === 'input' && detail.field.masked)).toBe(
    true,
  );
  const proceed = recorded.of('click').find(({ target }) => target?.name === 'Continue');
  // Password, card, code, reference, city, diary, and the CVC in the frame of another site.
  await expectCovered(proceed, 7);
});

test('with what is typed kept, secrets still are not: by type, autocomplete, name or check digit', async () => {
  const recorded = await fillIn(true);
  const told = withoutPictures(recorded);
  for (const seed of [seeds.password, seeds.card, seeds.code, seeds.cvc, seeds.hidden, seeds.unnamedCard]) {
    expect(told).not.toContain(seed);
  }
  const typed = recorded
    .of('input')
    .map(({ target, detail }) => [
      target?.name,
      target?.sensitivity,
      detail.kind === 'input' ? detail.field : undefined,
    ]);
  const never = { masked: true, length: 0 };
  expect(typed).toContainEqual(['Password', 'password', never]);
  expect(typed).toContainEqual(['Card number', 'card', never]);
  expect(typed).toContainEqual(['Verification code', 'one-time-code', never]);
  expect(typed).toContainEqual(['CVC', 'card', never]);
  expect(typed).toContainEqual(['Reference', 'card', never]);
  expect(typed).toContainEqual(['City', undefined, { value: seeds.city, masked: false, length: 11 }]);
  // Shown as text by the eye button, it is a password still.
  expect(typed.filter(([name]) => name === 'Password')).toHaveLength(2);
  const proceed = recorded.of('click').find(({ target }) => target?.name === 'Continue');
  await expectCovered(proceed, 5);
});
