import type * as z from 'zod/mini';
import { type Problem, problem } from '../../lib/contracts/problem.ts';
import { accessToken, refreshedToken } from '../features/identity/session.ts';

/** A refusal of the API, with what it said. */
export class RequestRefused extends Error {
  readonly status: number;
  readonly problem: Problem | undefined;

  constructor(status: number, found: Problem | undefined) {
    super(found?.detail ?? found?.title ?? `The server answered ${status}`);
    this.name = 'RequestRefused';
    this.status = status;
    this.problem = found;
  }
}

interface Options<T> {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly answer?: z.ZodMiniType<T>;
}

/** Calls the API as the person signed in; an expired access token is refreshed once. */
export async function request<T>(
  path: string,
  { method = 'GET', body, answer }: Options<T> = {},
): Promise<T> {
  const send = (token: string | undefined) =>
    fetch(path, {
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
  if (!response.ok) throw new RequestRefused(response.status, await readProblem(response));
  return answer ? answer.parse(await response.json()) : (undefined as T);
}

async function readProblem(response: Response): Promise<Problem | undefined> {
  const parsed = problem.safeParse(await response.json().catch(() => undefined));
  return parsed.success ? parsed.data : undefined;
}
