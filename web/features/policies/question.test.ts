import { expect, test } from 'vitest';
import { questionBody } from './question.ts';

const guide = { action: 'deleteGuide', resource: 'plain', author: '' } as const;

test('somebody of a role, a member and a key are asked about by what they are', () => {
  expect(questionBody({ ...guide, principal: 'role:editor' }).principal).toEqual({ role: 'editor' });
  expect(questionBody({ ...guide, principal: 'usr_1' }).principal).toEqual({ userId: 'usr_1' });
  expect(questionBody({ ...guide, principal: 'key_1' }).principal).toEqual({ apiKeyId: 'key_1' });
});

test('a guide is one that is there, or one that is thought of', () => {
  const asked = { ...guide, principal: 'usr_1' };
  expect(questionBody({ ...asked, resource: 'gde_1', author: 'usr_2' }).resource).toEqual({
    guideId: 'gde_1',
  });
  expect(questionBody({ ...asked, resource: 'sensitive', author: 'usr_1' }).resource).toEqual({
    sensitive: true,
    createdBy: 'usr_1',
  });
  expect(questionBody(asked).resource).toEqual({ sensitive: false });
});

test('what is done to the company as a whole names no guide', () => {
  expect(questionBody({ ...guide, principal: 'usr_1', action: 'inviteMember' })).toEqual({
    principal: { userId: 'usr_1' },
    action: 'inviteMember',
  });
});
