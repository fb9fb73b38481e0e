import { expect, test } from 'vitest';
import { found } from '../workbench.ts';

test.each([
  ['AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE'],
  ['token ghp_aBcD1234eFgH5678iJkL9012mNoP3456qRsT', 'ghp_aBcD1234eFgH5678iJkL9012mNoP3456qRsT'],
  ['STRIPE=sk_live_4eC39HqLyjWDarjtT1zdp7dc', 'sk_live_4eC39HqLyjWDarjtT1zdp7dc'],
  ['xoxb-123456789012-abcDEF123456', 'xoxb-123456789012-abcDEF123456'],
  ['key AIzaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q', 'AIzaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q'],
  ['sk-proj-aB3dE6gH9jK2mN5pQ8sT', 'sk-proj-aB3dE6gH9jK2mN5pQ8sT'],
  [
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  ],
  [
    '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY----- x',
    '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----',
  ],
  ['api_key = "9f86d081884c7d659a2feaa0"', '9f86d081884c7d659a2feaa0'],
  ['Authorization: Bearer mF9B5f41JqM2', 'mF9B5f41JqM2'],
  ['Client secret: Zx8Qp2Lm9Vt4Rk7Yw1', 'Zx8Qp2Lm9Vt4Rk7Yw1'],
])('in “%s” it finds %s', (text, value) => {
  expect(found('api-key', text)).toEqual([value]);
});

test.each([
  'commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
  'sha256: 9f86d081884c7d659a2feaa0c55ad015',
  'id 550e8400-e29b-41d4-a716-446655440000',
  'token: src/lib/tokens/2024/parse-token.ts',
  'privateKey.fromPemFile2',
  'See the API key settings page',
  'class ApiKeyManagerFactory2',
])('a look-alike is left alone: “%s”', (text) => {
  expect(found('api-key', text)).toEqual([]);
});
