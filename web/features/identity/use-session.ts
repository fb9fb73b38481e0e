import { useSyncExternalStore } from 'react';
import { onSessionChange, type SignedInUser, signedInUser } from './session.ts';

/** The person signed in; follows sign-in and sign-out. */
export function useSession(): SignedInUser | undefined {
  return useSyncExternalStore(onSessionChange, signedInUser);
}
