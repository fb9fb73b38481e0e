import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { clients, signInScope } from '../../lib/contracts/identity/configuration.ts';
import { type PageVisitor, pageVisitor, titleOf } from './page-visitor.ts';

const tokenAnswer = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  id_token: z.string(),
  expires_in: z.int(),
  scope: z.string(),
});
export type Tokens = z.infer<typeof tokenAnswer>;

export interface SignIn {
  /** Address of the edge, without a slash at its end. */
  readonly edge: string;
  readonly email: string;
  readonly password: string;
  /** Somebody who may be signed in already, or whose device is known. */
  readonly visitor?: PageVisitor;
}

/** Signs a person in through the provider's pages, by code and PKCE as the web application does. */
export async function signIn({ edge, email, password, visitor = pageVisitor() }: SignIn): Promise<Tokens> {
  const verifier = randomBytes(32).toString('base64url');
  const redirect = `${edge}/signed-in`;
  const asked = new URLSearchParams({
    client_id: clients.web,
    response_type: 'code',
    redirect_uri: redirect,
    scope: signInScope,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const page = await visitor.open(`${edge}/oidc/auth?${asked}`, redirect);
  const answered = page.left ? page : await visitor.submit(page, { email, password }, redirect);
  const code = answered.left && new URL(answered.left).searchParams.get('code');
  if (!code)
    throw new Error(`Nobody was signed in: ${answered.status} ${titleOf(answered)} ${answered.left ?? ''}`);
  const body = { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirect };
  const tokens = await postToken(edge, { ...body, client_id: clients.web });
  if (!tokens.ok) throw new Error(`No tokens: ${tokens.status} ${await tokens.text()}`);
  return tokenAnswer.parse(await tokens.json());
}

/** The token endpoint's answer, whatever it is. */
export function postToken(edge: string, body: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${edge}/oidc/token`, { method: 'POST', body: new URLSearchParams(body) });
}

export function refresh(edge: string, refreshToken: string): Promise<Response> {
  return postToken(edge, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: clients.web,
  });
}
