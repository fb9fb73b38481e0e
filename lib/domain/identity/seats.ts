import type { Members } from './people.ts';

/** Whoever is about to become a member, and since when (milliseconds since the epoch). */
export interface SeatsTaken {
  readonly joining: ReadonlyMap<string, number>;
  /** Counts what was written; 0 before the first. */
  readonly revision: number;
}

export interface Seats {
  read(tenantId: string): Promise<SeatsTaken>;
  /** False when somebody else wrote since `revision` was read. */
  write(tenantId: string, seats: SeatsTaken): Promise<boolean>;
}

export interface SeatPorts {
  readonly seats: Seats;
  readonly members: Pick<Members, 'find' | 'list'>;
  readonly now: () => number;
}

/** Longer than anything that took a seat can be at work. */
const workingMs = 15 * 60_000;

/** More often than that nobody takes a seat of one tenant at the same moment. */
const tries = 30;

/**
 * Takes a seat for somebody who is no member yet; the same user again keeps the one that they have. Members have theirs
 * by being members, so that removing one frees it: what is written down are those on their way only. The members are
 * read after that list, so that nobody who goes from one to the other meanwhile is missed.
 */
export async function takeSeat(
  ports: SeatPorts,
  { tenantId, userId }: { readonly tenantId: string; readonly userId: string },
  limit: number,
): Promise<boolean> {
  for (let left = tries; left > 0; left--) {
    const { joining, revision } = await ports.seats.read(tenantId);
    const members = new Set((await ports.members.list(tenantId)).map((member) => member.userId));
    const others = new Map<string, number>();
    for (const [other, since] of joining) {
      if (other === userId || members.has(other) || ports.now() - since > workingMs) continue;
      if ((await ports.members.find(tenantId, other))?.status === 'removed') continue;
      others.set(other, since);
    }
    if (members.size + others.size >= limit) return false;
    const seats = { joining: others.set(userId, ports.now()), revision };
    if (await ports.seats.write(tenantId, seats)) return true;
  }
  throw new Error('seats were taken over and over while one was to be taken');
}
