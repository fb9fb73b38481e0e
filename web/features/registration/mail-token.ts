import { useSearchParams } from 'react-router';
import { RequestRefused } from '../../api/request.ts';

/** Of the link in the mail. */
export function useMailToken(): string {
  return useSearchParams()[0].get('token') ?? '';
}

/** That it was used is known of some links. */
export function wasUsed(error: unknown): boolean {
  return error instanceof RequestRefused && error.reason === 'used-token';
}

export function isStale(error: unknown): boolean {
  return error instanceof RequestRefused && error.reason === 'stale-token';
}
