import { expect, test } from 'vitest';
import type { GuideStep } from '../../../lib/contracts/guides/guide.ts';
import { policyChangedSince } from './earlier-policy.ts';

const picture = { url: '', width: 1, height: 1, target: { x: 0, y: 0, width: 1, height: 1 } };
const shown = { ...picture, fullUrl: '', thumbnailUrl: '' };

function guide(screenshot: GuideStep['screenshot']) {
  const target = { role: 'button', name: 'Go', selectors: [] };
  const step: GuideStep = { id: 'stp_0', kind: 'click', title: 'Go', url: '', target, screenshot };
  const ids = { id: 'gde_1', version: 1, title: 'Go', description: '', url: '' };
  return { guide: { ...ids, steps: [step] }, picturesMadeAt: '2026-03-01T10:00:00.000Z' };
}

test.each([
  ['changed after they were made', shown, '2026-03-01T10:00:01.000Z', true],
  ['as it was then', shown, '2026-03-01T09:00:00.000Z', false],
  ['that nobody ever changed', shown, undefined, false],
  ['changed since, of a guide without any', null, '2026-03-02T10:00:00.000Z', false],
])('pictures under a policy %s', (_policy, screenshot, updatedAt, expected) => {
  const found = policyChangedSince(guide(screenshot), updatedAt === undefined ? {} : { updatedAt });
  expect(found).toBe(expected ? updatedAt : undefined);
});
