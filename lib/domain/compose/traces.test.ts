import { expect, test } from 'vitest';
import { adminDashboard } from '../../../test/fixtures/traces/admin-dashboard.ts';
import { kanbanBoard } from '../../../test/fixtures/traces/kanban-board.ts';
import { shop } from '../../../test/fixtures/traces/shop.ts';
import { signIn } from '../../../test/fixtures/traces/sign-in.ts';
import { traceTitles } from '../../../test/fixtures/traces/trace-titles.ts';
import { replay } from './assemble-steps.ts';

test.each([
  ['buying in a shop', shop, traceTitles.shop],
  ['managing users', adminDashboard, traceTitles.adminDashboard],
  ['working on a board', kanbanBoard, traceTitles.kanbanBoard],
  ['signing in to a bank', signIn, traceTitles.signIn],
])('%s reads as a person would have written it', (_sentence, trace, titles) => {
  expect(replay(trace.actions).map(({ title }) => title)).toEqual(titles);
});
