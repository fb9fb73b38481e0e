import type * as z from 'zod/mini';
import { type Problem, problem } from '../../lib/contracts/problem.ts';
import { accessToken, refreshedToken } from '../features/identity/session.ts';
import { configuration } from './configuration.ts';
import { type Refused, reasonOf, refusalWords } from './refusal-words.ts';

/** A refusal of the API; its message is for people. */
export class RequestRefused extends Error {
  readonly status: number;
  readonly problem: Problem | undefined;
  /** Stable name such as `plan-limit`. */
  readonly reason: string | undefined;

  constructor(refused: Refused) {
    super(refusalWords(refused));
    this.name = 'RequestRefused';
    this.status = refused.status;
    this.problem = refused.problem;
    this.reason = reasonOf(refused.problem);
  }
}

interface Options<T> {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly answer?: z.ZodMiniType<T>;
  /** Through the edge, whose cookies the answer sets. */
  readonly throughEdge?: boolean;
}

/** Calls the API as the person signed in; an expired access token is refreshed once. */
export async function request<T>(
  path: string,
  { method = 'GET', body, answer, throughEdge = false }: Options<T> = {},
): Promise<T> {
  // Otherwise past the edge, which has a page of its own for whatever is refused with 403.
  const base = throughEdge ? '' : (await configuration()).apiUrl;
  const send = (token: string | undefined) =>
    reach(`${base}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  let response = await send(await accessToken());
  if (response.status === 401) response = await send(await refreshedToken());
  if (!response.ok) throw new RequestRefused(await readRefused(response));
  return answer ? answer.parse(await response.json()) : (undefined as T);
}

/** As `fetch`, which says only that it failed. */
async function reach(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, init).catch(() => {
    throw new Error('The server cannot be reached. Check your connection, and try again.');
  });
}

async function readRefused(response: Response): Promise<Refused> {
  const parsed = problem.safeParse(await response.json().catch(() => undefined));
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    status: response.status,
    problem: parsed.success ? parsed.data : undefined,
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : undefined,
  };
}
