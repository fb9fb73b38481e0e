import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { draftStep, guideDraft, guideId, tenantId, userId } from '../../../test/fakes/guide-draft.ts';
import { sharedGuide } from '../../../test/fakes/sharing.ts';
import type { AuditEvent } from '../../contracts/audit/entry.ts';
import type { Draft } from '../../contracts/guides/draft.ts';
import type { ExportFormat } from '../../contracts/share/export.ts';
import { newAuditEvent } from '../../runtime/audit-outbox.ts';
import { type ExportPorts, exportedGuideReply, exportGuide } from './export-guide.ts';
import type { SharedGuide } from './published-guide.ts';

type Kept = Parameters<ExportPorts['files']['keep']>[0];

function setting(guide: SharedGuide = sharedGuide(), draft: Draft = guideDraft()) {
  const kept: Kept[] = [];
  const recorded: AuditEvent[] = [];
  const ports: ExportPorts = {
    guides: {
      find: async (tenant, id) => (tenant === guide.tenantId && id === guide.id ? guide : undefined),
    },
    contents: { read: async () => draft },
    pictures: { read: async (key) => new TextEncoder().encode(key) },
    files: {
      keep: async (file, until) => {
        kept.push(file);
        return `https://signed.example/${file.key}?until=${until.toISOString()}`;
      },
    },
    newAuditEvent,
    record: async (event) => void recorded.push(event),
    now: () => new Date('2026-03-01T10:00:00Z'),
  };
  const run = async (format: ExportFormat, { tenant = tenantId, accept = '*/*' } = {}) => {
    const exported = await exportGuide(ports, { tenantId: tenant, userId, guideId, format, accept });
    return exported.ok ? exportedGuideReply(exported.value) : undefined;
  };
  const text = () => (typeof kept[0]?.body === 'string' ? kept[0].body : '');
  const archive = () => {
    const files = typeof kept[0]?.body === 'object' ? unzipSync(kept[0].body) : {};
    return Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]),
    );
  };
  return { run, kept, recorded, text, archive };
}

test('Markdown comes as an archive whose text names its pictures, and nothing else, by relative paths', async () => {
  const { run, kept, archive } = setting();
  await run('markdown');
  expect(kept[0]).toMatchObject({
    key: `exports/${tenantId}/${guideId}/1.zip`,
    contentType: 'application/zip',
    fileName: 'order-a-product-in-acme-shop.zip',
  });
  const { 'guide.md': guide = '', ...pictures } = archive();
  const named = [...guide.matchAll(/!\[.*?\]\(<(.+?)>\)/g)].map(([, path]) => path);
  expect(named).toEqual(['images/step-01.webp', 'images/step-02.webp', 'images/step-03.webp']);
  expect(Object.keys(pictures).sort()).toEqual(named);
  expect(pictures['images/step-02.webp']).toBe(`${tenantId}/${guideId}/stp_1/reading.0123456789abcdef.webp`);
  expect(guide).not.toContain('signed.example');
});

test('a step without a picture names none, and the others keep their numbers', async () => {
  const steps = [draftStep(0), draftStep(1, { image: null }), draftStep(2)];
  const { run, archive } = setting(sharedGuide(), guideDraft({ steps }));
  await run('markdown');
  expect(Object.keys(archive()).sort()).toEqual(['guide.md', 'images/step-01.webp', 'images/step-03.webp']);
  expect(archive()['guide.md']).not.toContain('step-02');
});

test('HTML is one file that asks nobody for anything', async () => {
  const { run, text } = setting();
  await run('html');
  const addresses = [...text().matchAll(/(?:src|srcset|href)="([^"]*)"/g)].map(([, address]) => address);
  expect(addresses.filter((address) => address?.startsWith('data:image/webp;base64,dG50'))).toHaveLength(3);
  const elsewhere = addresses.filter(
    (address) => !/^(data:|#|https:\/\/shop\.example\/)/.test(address ?? ''),
  );
  expect(elsewhere).toEqual([]);
});

test('who follows is led to the file; who asks for JSON is told where it is, for ten minutes', async () => {
  const { run } = setting();
  const url = `https://signed.example/exports/${tenantId}/${guideId}/1.html?until=2026-03-01T10:10:00.000Z`;
  const told = { url, fileName: 'order-a-product-in-acme-shop.html', expiresAt: '2026-03-01T10:10:00.000Z' };
  const followed = await run('html');
  expect(followed).toMatchObject({ statusCode: 303, headers: { location: url } });
  const asked = await run('html', { accept: 'application/json' });
  expect(asked?.statusCode).toBe(200);
  expect(asked?.headers).not.toHaveProperty('location');
  for (const reply of [followed, asked]) {
    expect(JSON.parse(reply?.body ?? '')).toEqual(told);
    expect(reply?.headers['cache-control']).toBe('no-store');
  }
});

test('another tenant exports nothing', async () => {
  const { run, kept, recorded } = setting();
  expect(await run('html', { tenant: 'tnt_2' })).toBeUndefined();
  expect([kept, recorded]).toEqual([[], []]);
});

test('who took what is on record, whichever answer was asked for', async () => {
  const { run, recorded } = setting();
  await run('markdown');
  await run('html', { accept: 'application/json' });
  const event = {
    action: 'exportGuide',
    actor: { kind: 'user', id: userId },
    resource: { kind: 'Guide', id: guideId },
  };
  expect(recorded).toMatchObject([
    { ...event, facts: { format: 'markdown', version: '1' } },
    { ...event, facts: { format: 'html', version: '1' } },
  ]);
});

test.each([
  ['Überweisung «prüfen»', 'uberweisung-prufen'],
  ['"\r\nX-Evil: 1', 'x-evil-1'],
  ['注文する', 'guide'],
])('the title %j becomes a plain file name', async (title, name) => {
  const { run, kept } = setting(sharedGuide({ title }));
  await run('html');
  expect(kept[0]?.fileName).toBe(`${name}.html`);
});
