import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { AuditVerification } from '../lib/contracts/audit/entry.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** Runs the command against an API that finds this, and takes only the key that the state names. */
async function verify(found: AuditVerification, ...options: string[]) {
  const server = createServer((request, response) => {
    const open = request.url === '/oidc/jwks';
    const known = request.headers['x-api-key'] === 'gw_key' && request.url === '/v1/audit/verification';
    response.writeHead(open || known ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(known ? found : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state = mkdtempSync(join(tmpdir(), 'audit-command-'));
  stops.push(
    () => server.close(),
    () => rmSync(state, { recursive: true }),
  );
  const running = { pid: process.pid, edgeUrl: url, apiUrl: url, mailUrl: url };
  writeFileSync(join(state, 'running.json'), JSON.stringify(running));
  const seed = { email: 'mira@example.org', password: 'p', apiKey: 'gw_key' };
  writeFileSync(join(state, 'seed.json'), JSON.stringify(seed));
  return new Promise<{ code: number; output: string; complaint: string }>((resolve) => {
    const env = { ...process.env, GUIDEWRIGHT_STATE: state };
    const command = ['cli/audit.ts', 'verify', ...options];
    execFile(process.execPath, command, { env }, (error, output, complaint) =>
      resolve({ code: Number(error?.code ?? 0), output, complaint }),
    );
  });
}

const whole = {
  ...{ ok: true, entries: 8, lastSequence: 8, lastHash: 'ab12', fault: null },
  signingKey: 'c0ffee',
};
const fault = { sequence: 5, kind: 'missing', detail: 'the row is not there' } as const;

test('a log that is as it was written ends well', async () => {
  const { code, output } = await verify(whole);
  expect([code, output]).toEqual([
    0,
    expect.stringMatching(/8[\s\S]*ab12[\s\S]*c0ffee[\s\S]*as it was written/),
  ]);
});

test('a log that was tampered with ends with 1 and names the row', async () => {
  const { code, complaint } = await verify({ ...whole, ok: false, fault });
  expect([code, complaint.trim()]).toEqual([1, 'Row 5 is missing: the row is not there.']);
});

test('it says whose log it was; with a key it is that of the key’s company, and a wrong one is refused', async () => {
  expect((await verify(whole)).output).toContain('that of mira@example.org');
  expect((await verify(whole, '--key', 'gw_key')).output).toContain('that of the key');
  expect((await verify(whole, '--key', 'gw_other')).code).toBe(1);
});

test('for a machine the verdict is one JSON document, and the exit code the same', async () => {
  const { code, output } = await verify({ ...whole, ok: false, fault }, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(output)).toMatchObject({ ok: false, fault });
});
