import { expect, test } from 'vitest';
import { draftStep, guideDraft, guideId, tenantId } from '../../../test/fakes/guide-draft.ts';
import { sharedGuide } from '../../../test/fakes/sharing.ts';
import type { Draft } from '../../contracts/guides/draft.ts';
import { type ExportPorts, exportedGuideReply, exportGuide } from './export-guide.ts';
import type { SharedGuide } from './published-guide.ts';

function setting(pictureBytes = 3, guide: SharedGuide = sharedGuide(), draft: Draft = guideDraft()) {
  const kept = new Map<string, string>();
  const ports: ExportPorts = {
    guides: {
      find: async (tenant, id) => (tenant === guide.tenantId && id === guide.id ? guide : undefined),
    },
    contents: { read: async () => draft },
    pictures: {
      read: async () => new Uint8Array(pictureBytes).fill(7),
      address: async (key) => `https://signed.example/${key}?X-Amz-Signature=1`,
    },
    files: {
      keep: async (key, body) => {
        kept.set(key, body);
        return `https://signed.example/${key}`;
      },
    },
    now: () => new Date('2026-03-01T10:00:00Z'),
    edgeUrl: 'https://edge.example',
  };
  const run = async (format: 'markdown' | 'html', tenant = tenantId) => {
    const exported = await exportGuide(ports, { tenantId: tenant, guideId, format });
    return exported.ok ? exportedGuideReply(exported.value) : undefined;
  };
  return { run, kept };
}

test('Markdown links its pictures by signed addresses and says how long they last', async () => {
  const reply = await setting().run('markdown');
  expect(reply).toMatchObject({
    statusCode: 200,
    headers: {
      'content-type': 'text/markdown; charset=utf-8',
      'content-disposition': 'attachment; filename="order-a-product-in-acme-shop.md"',
    },
  });
  expect(reply?.body).toContain('(<https://signed.example/tnt_');
  expect(reply?.body).toContain('good until 2026-03-01T11:00:00.000Z');
});

test('Markdown of a public guide links the published pictures, which last', async () => {
  const guide = sharedGuide({ visibility: 'public', publicationId: 'pub_1' });
  const reply = await setting(3, guide).run('markdown');
  expect(reply?.body).toContain(
    '(<https://edge.example/p/pub_1/images/stp_0-reading.0123456789abcdef.webp>)',
  );
  expect(reply?.body).not.toContain('good until');
});

test('HTML is one file that asks nobody for anything', async () => {
  const reply = await setting().run('html');
  const addresses = [...(reply?.body ?? '').matchAll(/(?:src|srcset|href)="([^"]*)"/g)].map(
    ([, address]) => address,
  );
  expect(addresses.filter((address) => address?.startsWith('data:image/webp;base64,BwcH'))).toHaveLength(3);
  const elsewhere = addresses.filter(
    (address) => !/^(data:|#|https:\/\/shop\.example\/)/.test(address ?? ''),
  );
  expect(elsewhere).toEqual([]);
});

test('what is too large for an answer is kept in the bucket and answered with its address', async () => {
  const { run, kept } = setting(2 * 1024 * 1024);
  const key = `exports/${tenantId}/${guideId}/1.html`;
  expect(await run('html')).toEqual({
    statusCode: 303,
    headers: { location: `https://signed.example/${key}`, 'cache-control': 'no-store' },
  });
  expect(kept.get(key)).toContain('<h1>Order a product');
});

test('another tenant exports nothing', async () => {
  expect(await setting().run('html', 'tnt_2')).toBeUndefined();
});

test.each([
  ['Überweisung «prüfen»', 'uberweisung-prufen'],
  ['"\r\nX-Evil: 1', 'x-evil-1'],
  ['注文する', 'guide'],
])('the title %j becomes a plain file name', async (title, name) => {
  const draft = guideDraft({ steps: [draftStep(0, { image: null })] });
  const reply = await setting(3, sharedGuide({ title }), draft).run('html');
  expect(reply?.headers['content-disposition']).toBe(`attachment; filename="${name}.html"`);
});
