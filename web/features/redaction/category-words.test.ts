import { expect, test } from 'vitest';
import { type Category, categories, categoryOf } from '../../../lib/contracts/redaction/entity-kind.ts';
import { findEntities } from '../../../lib/domain/redaction/find-entities.ts';
import { categoryWords, kindsOf } from './category-words.ts';

const examples = categories.flatMap((category: Category) =>
  categoryWords[category].examples.map(([kind, text]) => [category, kind, text] as const),
);

test.each(examples)('the example of %s is found as %s: %s', (category, kind, text) => {
  expect(categoryOf[kind]).toBe(category);
  expect(findEntities(text).map((entity) => entity.kind)).toEqual([kind]);
});

test('every category has words for what belongs to it', () => {
  for (const category of categories) expect(kindsOf(category)).toMatch(/^an? /);
});
