/** Names that are not known, and doors that are shut. HTTP/2 and `fetch` tell of them as the cause of their own error. */
export function wasNeverReached(error: unknown): boolean {
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') return true;
  return cause instanceof Error && wasNeverReached(cause);
}
