import { expect, test } from 'vitest';
import type { Action } from '../../lib/contracts/capture/action.ts';
import { type DlpAction, standardRules } from '../../lib/contracts/redaction/policy.ts';
import { hiderOf } from '../../lib/domain/redaction/hiding/hider.ts';
import { compilePolicy } from '../../lib/domain/redaction/policy/compile-policy.ts';
import { re2Engine } from '../../lib/domain/redaction/policy/re2-engine.ts';
import { keepDraft, keepPicture, unseen } from './keep-draft.ts';

const policy = (action: DlpAction) => {
  const { rules, find } = compilePolicy({ ...standardRules, action }, re2Engine);
  return { rules, hider: hiderOf(find) };
};
const draft = (value: string, url = 'https://crm.example/'): Pick<Action, 'at' | 'page' | 'detail'> => ({
  at: 1,
  page: { url, title: '' },
  detail: { kind: 'input', field: { value, masked: false, length: value.length } },
});
const address = 'https://crm.example/?q=jo%40x.io';

test('hidden quietly, nobody is told', () => {
  const kept = keepDraft(policy('mask'), draft('Mail jo@x.io', address));
  expect(JSON.stringify(kept.draft)).not.toMatch(/jo(@|%40)x/);
  expect(kept).toMatchObject({ findings: [], withheld: false });
});

test('told, a finding says where and what kind', () => {
  expect(keepDraft(policy('notify'), draft('Mail jo@x.io', address))).toMatchObject({
    findings: [
      { place: 'given', kinds: ['email'], withheld: false },
      { place: 'address', kinds: ['email'], withheld: false },
    ],
    withheld: false,
  });
});

test('kept back, what was given is not sent at all; an address is only cut', () => {
  const kept = keepDraft(policy('block-upload'), draft('Mail jo@x.io'));
  expect(kept.draft.detail).toEqual({ kind: 'input', field: { masked: true, length: 0 } });
  expect(kept.withheld).toBe(true);
  const cut = keepDraft(policy('block-upload'), draft('Coffee', address));
  expect(cut.draft.detail).toMatchObject({ field: { value: 'Coffee' } });
  expect(cut).toMatchObject({ findings: [{ place: 'address', withheld: false }], withheld: false });
});

test('a picture is kept back for what it shows, and not for nothing', () => {
  const { detail } = draft('Coffee');
  expect(keepPicture(policy('block-upload'), { seen: ['card'] }, detail)).toEqual({
    findings: [{ place: 'picture', kinds: ['card'], withheld: true }],
    withheld: true,
  });
  expect(keepPicture(policy('block-upload'), { seen: [] }, detail)).toEqual({
    findings: [],
    withheld: false,
  });
  expect(keepPicture(policy('mask'), { seen: ['card'] }, detail)).toEqual({ findings: [], withheld: false });
});

test('what was given is kept back where no picture says what the page shows, and only where things are', () => {
  const { detail } = draft('Coffee');
  expect(keepPicture(policy('block-upload'), {}, detail)).toEqual({ findings: [unseen], withheld: true });
  expect(keepPicture(policy('block-upload'), {}, { kind: 'hover' })).toMatchObject({ findings: [] });
  expect(keepPicture(policy('notify'), {}, detail)).toEqual({ findings: [], withheld: false });
});
