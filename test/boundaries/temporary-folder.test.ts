import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import useTemporaryFolder from '../temporary-folder.ts';

test('what a run of tests puts among temporary files is gone when the run is over', () => {
  const before = tmpdir();
  const end = useTemporaryFolder();
  const left = mkdtempSync(join(tmpdir(), 'left-'));
  expect(left.startsWith(join(before, 'guidewright-tests-'))).toBe(true);
  end();
  expect([existsSync(left), tmpdir()]).toEqual([false, before]);
});
