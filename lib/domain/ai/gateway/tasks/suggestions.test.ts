import { describe, expect, test } from 'vitest';
import { findRedactionHintsTask, type ReadStep } from './find-redaction-hints.ts';
import { recommendAutomationTask } from './recommend-automation.ts';
import { suggestCalloutsTask } from './suggest-callouts.ts';
import { suggestTagsTask } from './suggest-tags.ts';
import type { ToldGuide } from './told-guide.ts';
import type { ToldStep } from './told-step.ts';

const step = (at: number, changes: Partial<ToldStep> = {}): ToldStep => ({
  id: `stp_${at}`,
  kind: 'click',
  title: `Click **Button ${at}**`,
  role: 'button',
  name: `Button ${at}`,
  place: '',
  page: 'Users',
  ...changes,
});
const guide: ToldGuide = {
  title: 'Delete a customer in Orbit Admin',
  description: '',
  site: 'Orbit Admin',
  steps: [],
  names: ['Delete customer'],
};

describe('tags', () => {
  const take = (...tags: string[]) => suggestTagsTask.take({ tags }, guide);
  test('are words of the guide, each once and at most five', () => {
    expect(take('Customer', 'customer', 'orbit admin', 'delete customers')).toEqual([
      'customer',
      'orbit admin',
      'delete customers',
    ]);
  });
  test('that are not, or say nothing, are those of the rules', () => {
    expect(take('evil.example', 'mallory', 'how to', '<b>customer</b>')).toEqual(
      suggestTagsTask.rules(guide),
    );
    expect(suggestTagsTask.rules(guide)).toEqual(['orbit admin', 'delete', 'customer']);
  });
});

describe('words of caution', () => {
  const steps = [
    step(0, { name: 'Delete customer' }),
    step(1, { name: 'Place order' }),
    step(2, { kind: 'choose-file' }),
    step(3, { kind: 'type', title: 'Enter your **Password**' }),
    step(4, { name: 'Export' }),
    step(5),
  ];
  test('are found by rules', () => {
    expect(suggestCalloutsTask.rules(steps).map(({ stepId, kind }) => `${stepId} ${kind}`)).toEqual([
      'stp_0 cannot-be-undone',
      'stp_1 check-before',
      'stp_2 have-ready',
      'stp_3 use-your-own',
      'stp_4 takes-a-while',
    ]);
  });
  test('of a model are for steps that are there, one for each', () => {
    const callouts = [
      { stepId: 'stp_9', kind: 'check-before' as const },
      { stepId: 'stp_5', kind: 'check-before' as const },
      { stepId: 'stp_5', kind: 'takes-a-while' as const },
    ];
    expect(suggestCalloutsTask.take({ callouts }, steps)).toEqual([
      { stepId: 'stp_5', kind: 'takes-a-while' },
    ]);
  });
});

describe('redaction hints', () => {
  const steps: ReadStep[] = [
    { id: 'stp_0', title: 'Click ada@acme.example', name: '', value: 'ada@acme.example', page: 'Patients' },
  ];
  const task = findRedactionHintsTask;
  test('by rules are what the rules know', () => {
    expect(task.rules(steps)).toEqual(
      ['title', 'value'].map((field) => ({
        ...{ stepId: 'stp_0', field },
        ...{ text: 'ada@acme.example', kind: 'other' },
      })),
    );
  });
  test('of a model quote what stands there, and nothing else', () => {
    const hint = { stepId: 'stp_0', field: 'page' as const, text: 'Patients', kind: 'health' as const };
    const invented = [
      { ...hint, text: 'Call 555 0100' },
      { ...hint, field: 'name' as const },
      { ...hint, stepId: 'stp_1' },
      { ...hint, text: ' ' },
    ];
    expect(task.take({ hints: [hint, ...invented] }, steps)).toEqual([hint]);
  });
});

describe('automation', () => {
  const typed = (at: number, name: string) => step(at, { kind: 'type', role: 'textbox', name });
  test.each([
    ['bulk-import', [1, 2, 3].map((at) => typed(at, 'Name'))],
    ['template', ['A', 'B', 'C', 'D', 'E'].map((name, at) => typed(at, name))],
    ['bookmark', [1, 2, 3].map((at) => step(at, { role: 'link' }))],
  ])('by rules: %s', (kind, steps) => {
    expect(recommendAutomationTask.rules(steps)).toEqual([{ kind, stepIds: steps.map(({ id }) => id) }]);
  });
  test('of a model is of steps that are there, in at most three ways', () => {
    const automations = [
      { kind: 'script' as const, stepIds: ['stp_0', 'stp_0', 'stp_9'] },
      { kind: 'rule' as const, stepIds: ['stp_9'] },
    ];
    expect(recommendAutomationTask.take({ automations }, [step(0)])).toEqual([
      { kind: 'script', stepIds: ['stp_0'] },
    ]);
  });
});
