import * as z from 'zod/mini';

const stored = z.object({
  refreshToken: z.string(),
  /** Shown to the provider on signing out, as proof that it was us who asked. */
  idToken: z.string(),
  user: z.object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    tenantId: z.string(),
    tenantName: z.string(),
  }),
});
export type StoredSession = z.infer<typeof stored>;
export type SignedInUser = StoredSession['user'];

/** Name of the entry, and of the lock around its use. */
export const sessionPlace = 'guidewright.session';

let lastRead: { text: string; session: StoredSession } | undefined;

/** The same object as long as nothing changed. */
export function readSession(): StoredSession | undefined {
  const text = localStorage.getItem(sessionPlace);
  if (!text) return undefined;
  if (lastRead?.text === text) return lastRead.session;
  try {
    lastRead = { text, session: stored.parse(JSON.parse(text)) };
    return lastRead.session;
  } catch {
    return undefined;
  }
}

export function writeSession(session: StoredSession): void {
  localStorage.setItem(sessionPlace, JSON.stringify(session));
}

export function removeSession(): void {
  localStorage.removeItem(sessionPlace);
}
