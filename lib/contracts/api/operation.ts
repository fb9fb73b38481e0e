import type * as z from 'zod/mini';

type Schema = z.core.$ZodType;

/** What an operation may answer beside its success. */
interface Refusal {
  readonly status: number;
  readonly title: string;
}

/** One route of the HTTP API, as its documentation needs it. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** With `{name}` for each parameter. */
  readonly path: string;
  /** Name of the function that answers, or of the integration. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** `none` needs no access token. */
  readonly access?: 'none';
  readonly query?: Readonly<Record<string, { readonly description: string; readonly required?: true }>>;
  readonly headers?: Readonly<Record<string, { readonly description: string }>>;
  readonly request?: Schema;
  readonly success: { readonly status: number; readonly body?: Schema; readonly contentType?: string };
  readonly refusals?: Readonly<Record<string, Refusal>>;
}
