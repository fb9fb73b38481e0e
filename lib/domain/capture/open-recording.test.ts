import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { expect, test } from 'vitest';
import { caller, memoryAllowance, memoryRecordings } from '../../../test/fakes/capture-ports.ts';
import { wrapForDevice } from '../../adapters/capture/device-key.ts';
import { newAuditEvent } from '../../runtime/audit-outbox.ts';
import { openRecording } from './open-recording.ts';

function device(modulusLength = 2048) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  return { privateKey, devicePublicKey: { kty: 'RSA' as const, n, e } };
}

function ports(most?: number, guides?: number) {
  let count = 0;
  return {
    recordings: memoryRecordings(),
    allowance: memoryAllowance(most, guides),
    keys: {
      generate: async () => ({ plaintext: Buffer.alloc(32, ++count), ciphertext: new Uint8Array([count]) }),
    },
    wrapForDevice,
    newAuditEvent,
    claimGuide: async () => {},
    newRecordingId: () => `rec_${count}`,
    newGuideId: () => `gde_${count}`,
    now: () => 0,
  };
}

const agent = { name: 'test', version: '1' };

test('the device, and it alone, can unwrap the recording’s key', async () => {
  const { devicePublicKey, privateKey } = device();
  const request = { devicePublicKey, agent, idempotencyKey: 'key-0001' };
  const opened = await openRecording(ports(), caller, request);
  if (!opened.ok) throw new Error(opened.reason);
  const key = privateDecrypt(
    { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    Buffer.from(opened.value.wrappedKey, 'base64'),
  );
  expect(key).toEqual(Buffer.alloc(32, 1));
  expect(opened.value).toMatchObject({ tenantId: 'tnt_1', limits: { actionsPerRecording: 2_000 } });
});

test('the same idempotency key gives the same recording and key; another user’s gives another', async () => {
  const fakes = ports();
  const request = { devicePublicKey: device().devicePublicKey, agent, idempotencyKey: 'key-0001' };
  const first = await openRecording(fakes, caller, request);
  expect(await openRecording(fakes, caller, request)).toEqual(first);
  const other = await openRecording(fakes, { ...caller, userId: 'usr_9' }, request);
  expect(other).not.toEqual(first);
});

test('the same idempotency key from another device is refused: it could not open the key', async () => {
  const fakes = ports();
  const open = () =>
    openRecording(fakes, caller, {
      devicePublicKey: device().devicePublicKey,
      agent,
      idempotencyKey: 'key-0001',
    });
  await open();
  expect(await open()).toEqual({ ok: false, reason: 'device-changed' });
});

test.each([
  ['a short key', device(1024).devicePublicKey],
  ['no key at all', { kty: 'RSA' as const, n: '!!!', e: '' }],
])('%s is refused by name', async (_, devicePublicKey) => {
  const outcome = await openRecording(ports(), caller, {
    devicePublicKey,
    agent,
    idempotencyKey: 'key-0001',
  });
  expect(outcome).toMatchObject({
    ok: false,
    reason: 'weak-device-key',
    errors: [{ pointer: '/devicePublicKey' }],
  });
});

test('where the plan has no place left nothing is opened, but what runs is opened again', async () => {
  const fakes = ports(1);
  const request = { devicePublicKey: device().devicePublicKey, agent, idempotencyKey: 'key-0001' };
  const first = await openRecording(fakes, caller, request);
  const other = await openRecording(fakes, caller, { ...request, idempotencyKey: 'key-0002' });
  expect(other).toMatchObject({ ok: false, reason: 'too-many-recordings' });
  expect(fakes.recordings.all.size).toBe(1);
  expect(await openRecording(fakes, caller, request)).toEqual(first);
});

test('where the plan has no room left for a guide nothing is opened, but what runs is opened again', async () => {
  const fakes = ports(9, 1);
  const request = { devicePublicKey: device().devicePublicKey, agent, idempotencyKey: 'key-0001' };
  const first = await openRecording(fakes, caller, request);
  const other = await openRecording(fakes, caller, { ...request, idempotencyKey: 'key-0002' });
  expect(other).toMatchObject({ ok: false, reason: 'too-many-guides' });
  expect(await openRecording(fakes, caller, request)).toEqual(first);
  expect([fakes.recordings.all.size, fakes.allowance.rooms.size]).toEqual([1, 1]);
});

test('a recording holds one place however often it is opened', async () => {
  const fakes = ports(5);
  const request = { devicePublicKey: device().devicePublicKey, agent, idempotencyKey: 'key-0001' };
  for (let time = 0; time < 3; time++) await openRecording(fakes, caller, request);
  expect([...fakes.allowance.running]).toEqual([...fakes.recordings.all.keys()]);
});

test('an opening that fails leaves its place to others', async () => {
  const fakes = ports(1);
  const request = { devicePublicKey: device().devicePublicKey, agent, idempotencyKey: 'key-0001' };
  const { open } = fakes.recordings;
  fakes.recordings.open = () => Promise.reject(new Error('the table is away'));
  await expect(openRecording(fakes, caller, request)).rejects.toThrow('away');
  fakes.recordings.open = open;
  expect(await openRecording(fakes, caller, request)).toMatchObject({ ok: true });
});
