import { expect, test } from 'vitest';
import { guideId, tenantId, userId } from '../../../test/fakes/guide-draft.ts';
import { fakeSharing, sharedGuide } from '../../../test/fakes/sharing.ts';
import { createLink } from './create-link.ts';
import { openLink } from './open-link.ts';
import { openedLinkReply } from './opened-link-reply.ts';
import { publishGuide } from './publish-guide.ts';

const signer = { sign: async () => ({ 'CloudFront-Policy': 'policy' }) };

test('a page learns by which link it was opened, beside cookies that it cannot read; its address does not tell', async () => {
  const { ports, guide } = fakeSharing(sharedGuide({ visibility: 'link' }));
  await publishGuide(ports, { tenantId, guideId });
  const expiresAt = '2026-03-01T10:20:30Z';
  const created = await createLink(ports, { tenantId, guideId, userId, expiresAt });
  if (!created.ok) throw new Error(created.reason);
  const token = created.value.url.replace('https://edge.example/s/', '');
  const { headers, cookies } = openedLinkReply(await openLink({ ...ports, signer }, token));
  const scope = `Path=/g/${guide()?.publicationId}/; Max-Age=1230`;
  expect(cookies).toEqual([
    `CloudFront-Policy=policy; ${scope}; HttpOnly; SameSite=Lax; Secure`,
    `guidewright-link=${token}; ${scope}; SameSite=Lax; Secure`,
  ]);
  expect(headers.location).toBe(`https://edge.example/g/${guide()?.publicationId}/index.html`);
});
