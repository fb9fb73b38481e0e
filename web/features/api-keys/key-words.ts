import type { ApiKey } from '../../../lib/contracts/identity/api-key.ts';
import { ago, moment } from '../../ui/moment.ts';

export interface KeyState {
  readonly works: boolean;
  readonly name: 'Works' | 'Being replaced' | 'Expired' | 'Revoked' | 'Replaced';
  /** When it ends, or ended. */
  readonly when: string;
}

export function stateOf({ revokedAt, expiresAt, replacedBy }: ApiKey, now = Date.now()): KeyState {
  if (revokedAt) return { works: false, name: 'Revoked', when: `revoked ${ago(revokedAt, now)}` };
  const ended = expiresAt !== null && Date.parse(expiresAt) <= now;
  if (ended)
    return replacedBy
      ? { works: false, name: 'Replaced', when: `ended ${ago(expiresAt, now)}` }
      : { works: false, name: 'Expired', when: `expired ${ago(expiresAt, now)}` };
  const when = expiresAt ? `${replacedBy ? 'ends' : 'expires'} ${moment(expiresAt)}` : 'never expires';
  return { works: true, name: replacedBy ? 'Being replaced' : 'Works', when };
}

/** The ends of what is known of the key, by which people tell keys apart. */
export function shortPrefix(prefix: string): string {
  return prefix.length > 20 ? `${prefix.slice(0, 9)}…${prefix.slice(-4)}` : prefix;
}

export function usedWords({ lastUsedAt }: ApiKey, now = Date.now()): string {
  return lastUsedAt ? `last used ${ago(lastUsedAt, now)}` : 'never used';
}
