import { expect, test } from 'vitest';
import type { LifecycleRule } from './lifecycle.ts';
import { dueAt, expired } from './lifecycle.ts';
import type { StoredObject } from './stored-object.ts';

const day = 24 * 3_600_000;
const rule = (more: Partial<LifecycleRule>): LifecycleRule => ({
  prefix: '',
  expirationDays: undefined,
  noncurrentDays: undefined,
  abortUploadDays: undefined,
  expireMarkers: false,
  ...more,
});
const version = (key: string, versionId: string, more: Partial<StoredObject> = {}): StoredObject => ({
  bucket: 'b',
  key,
  versionId,
  latest: false,
  deleteMarker: false,
  size: 1,
  etag: 'e',
  blob: 'x',
  modifiedAt: 0,
  description: { headers: {}, metadata: {}, checksums: {}, encryption: { algorithm: 'AES256' } },
  ...more,
});

test('days are counted from the event and rounded up to midnight UTC', () => {
  expect(dueAt(Date.UTC(2026, 10, 20, 10, 30), 1)).toBe(Date.UTC(2026, 10, 22));
  expect(dueAt(Date.UTC(2026, 10, 20), 1)).toBe(Date.UTC(2026, 10, 21));
});

test('an old version goes by the time at which it was replaced', () => {
  const versions = [version('k', 'new', { latest: true, modifiedAt: 5 * day }), version('k', 'old')];
  const rules = [rule({ noncurrentDays: 2 })];
  expect(expired(rules, versions, 6 * day)).toEqual([]);
  expect(expired(rules, versions, 7 * day)).toEqual([{ key: 'k', versionId: 'old' }]);
});

test('the current version is deleted without naming a version, so that versions are kept where they are', () => {
  const versions = [version('a/1', 'x', { latest: true }), version('b/1', 'y', { latest: true })];
  expect(expired([rule({ prefix: 'a/', expirationDays: 1 })], versions, 2 * day)).toEqual([{ key: 'a/1' }]);
});

test('a deletion marker goes once no version is left behind it', () => {
  const marker = version('k', 'marker', { latest: true, deleteMarker: true });
  const rules = [rule({ expireMarkers: true })];
  expect(expired(rules, [marker, version('k', 'old')], day)).toEqual([]);
  expect(expired(rules, [marker], day)).toEqual([{ key: 'k', versionId: 'marker' }]);
});
