import * as z from 'zod/mini';
import { identityRefusals } from '../identity/problems.ts';
import { tokenRequest, tokenResponse } from '../identity/token.ts';
import type { Operation } from './operation.ts';

/** Where access tokens come from, and how they are checked. */
export const identityOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/tokens',
    id: 'issueToken',
    summary: 'Sign in, or refresh',
    access: 'none',
    request: tokenRequest,
    success: { status: 200, body: tokenResponse },
    refusals: identityRefusals,
  },
  {
    method: 'get',
    path: '/.well-known/openid-configuration',
    id: 'publishConfiguration',
    summary: 'Where the keys are',
    access: 'none',
    success: { status: 200, body: z.looseObject({ issuer: z.string(), jwks_uri: z.string() }) },
  },
  {
    method: 'get',
    path: '/.well-known/jwks.json',
    id: 'publishKeys',
    summary: 'The keys that access tokens are signed with',
    access: 'none',
    success: { status: 200, body: z.object({ keys: z.array(z.looseObject({ kid: z.string() })) }) },
  },
];
