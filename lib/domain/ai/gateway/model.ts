import type { Price } from '../../../contracts/ai/configured-model.ts';
import type { Provider } from '../../../contracts/ai/provenance.ts';

/** Tokens of one call, as its provider counted them. */
export interface Usage {
  readonly input: number;
  readonly output: number;
}

export interface ModelRequest {
  /** Ours alone: nothing that comes from a page is ever in it. */
  readonly system: string;
  /** From the user's on, in turns. */
  readonly turns: readonly { readonly from: 'user' | 'model'; readonly text: string }[];
  /** The form of the answer. */
  readonly answer: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
  readonly maximumTokens: number;
  /** Travels with the call, so that the provider's own records can be matched with ours. */
  readonly callId: string;
  readonly signal: AbortSignal;
}

/**
 * Why a provider gave no answer. `throttled` and `unavailable` may pass by themselves; `timed-out` is what the provider
 * says, `given-up` that our own signal ended the call; `no-access` is for an operator; `refused` says that this one
 * request was not to its liking.
 */
export type ModelFailure =
  | 'throttled'
  | 'unavailable'
  | 'timed-out'
  | 'given-up'
  | 'no-access'
  | 'malformed'
  | 'refused';

export type ModelReply =
  | {
      readonly ok: true;
      /** What the model answered: a value where its provider read it, else text. */
      readonly answer: unknown;
      /** `length`: cut off at the most tokens; `withheld`: the provider's own filter kept it back. */
      readonly end: 'complete' | 'length' | 'withheld';
      /** Undefined where the provider does not count. */
      readonly usage: Usage | undefined;
    }
  | { readonly ok: false; readonly reason: ModelFailure; readonly usage?: Usage };

/** A language model at its provider. Asking never throws. */
export interface Model {
  readonly provider: Exclude<Provider, 'rules'>;
  readonly id: string;
  readonly price: Price;
  ask(request: ModelRequest): Promise<ModelReply>;
}

/** One text for a model that all who ask it agree on. */
export function modelKey({ provider, id }: Pick<Model, 'provider' | 'id'>): string {
  return `${provider}#${id}`;
}
