import { expect, test } from 'vitest';
import { writtenAttributes } from './attributes.ts';

const Key = { pk: { S: 'a' }, sk: { S: 'b' } };
const update = (UpdateExpression: string, more: object = {}) =>
  writtenAttributes('UpdateItem', { Key, UpdateExpression, ...more }).toSorted();

test('a put touches what it writes and what it asks for', () => {
  expect(
    writtenAttributes('PutItem', {
      Item: { pk: {}, name: {} },
      ConditionExpression: 'attribute_not_exists(gone)',
    }),
  ).toEqual(['pk', 'name', 'gone']);
});

test('an update touches its key, what it changes and what it asks for, at the top level', () => {
  expect(update('SET lastUsedAt = :at')).toEqual(['lastUsedAt', 'pk', 'sk']);
  expect(
    update('SET #a.role = if_not_exists(b.c, :none), list[0] = :x REMOVE d ADD e :one', {
      ConditionExpression: 'attribute_exists(f) AND (NOT g = :never OR size(h) between :low and :high)',
      ExpressionAttributeNames: { '#a': 'names' },
    }),
  ).toEqual(['b', 'd', 'e', 'f', 'g', 'h', 'list', 'names', 'pk', 'sk']);
});

test('of a read nothing is told', () => {
  expect(writtenAttributes('GetItem', { Key, ProjectionExpression: 'name' })).toEqual([]);
});
