import type * as z from 'zod/mini';
import type { Action } from '../identity/action.ts';

type Schema = z.core.$ZodType;

/** What an operation may answer beside its success. */
interface Refusal {
  readonly status: number;
  readonly title: string;
}

/** One route of the HTTP API, as its documentation and the front door need it. */
export type Operation = OpenOperation | GuardedOperation;

/** Needs nobody signed in. */
interface OpenOperation extends AnyOperation {
  readonly access: 'none';
  readonly direct?: undefined;
  /** Name of the function that answers. */
  readonly id: string;
}

/** Its id is the action that the front door decides about. */
interface GuardedOperation extends AnyOperation {
  readonly access?: undefined;
  readonly id: Action;
  /** No function stands behind it: API Gateway checks the token and its scope, and hands the request to a service. */
  readonly direct?: true;
}

interface AnyOperation {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** With `{name}` for each parameter. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly query?: Readonly<Record<string, { readonly description: string; readonly required?: true }>>;
  readonly headers?: Readonly<Record<string, { readonly description: string }>>;
  readonly request?: Schema;
  readonly success: { readonly status: number; readonly body?: Schema; readonly contentType?: string };
  readonly refusals?: Readonly<Record<string, Refusal>>;
}
