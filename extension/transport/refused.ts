/** The server answered, and said no. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Nobody is signed in any more: the refresh token was refused. */
export class SignedOutError extends Error {
  override readonly name = 'SignedOutError';
}

/** Trying again later may help: no connection, a time-out, 5xx, 429. */
export const isTransient = (error: unknown): boolean =>
  !(error instanceof SignedOutError) &&
  (!(error instanceof RefusedError) || error.status >= 500 || error.status === 429 || error.status === 408);
