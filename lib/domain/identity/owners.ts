import type { Member, Members } from './people.ts';

/**
 * The tenant's own list of its owners: never empty, and everybody on it is an owner. Roles stand in the members, each
 * an item of its own, and no write covers two items; so whoever stops being one leaves the list first, and whoever
 * becomes one enters it last. Between the two an owner may be missing from the list, which errs on the safe side.
 */
export interface Owners {
  read(tenantId: string): Promise<{
    readonly listed: ReadonlySet<string>;
    /** By user, when a change was announced last; milliseconds since the epoch. */
    readonly announced: ReadonlyMap<string, number>;
  }>;
  /**
   * Announces a change of the user's role under an id of its own; a change that was announced before and has not come
   * to its end cannot `enter` any more.
   */
  announce(tenantId: string, userId: string, change: OwnerChange): Promise<void>;
  /** Announces as well, and takes the user off the list. False when nobody else would be on it. */
  leave(tenantId: string, userId: string, change: OwnerChange): Promise<boolean>;
  /** Only while `change` is the latest that was announced for the user. */
  enter(tenantId: string, userId: string, change: OwnerChange): Promise<void>;
}

/** `at`: milliseconds since the epoch. */
export interface OwnerChange {
  readonly id: string;
  readonly at: number;
}

export interface OwnersPorts {
  readonly owners: Owners;
  readonly members: Members;
  readonly newChangeId: () => string;
  readonly now: () => number;
}

/** Nothing that announced a change is still at work on it. */
const workingMs = 60_000;

/**
 * Does `change` to somebody who is an owner and will not be one after it. `member` was read before the call, and
 * `change` must fail when that one is changed meanwhile: it and `announce` of another change exclude each other.
 */
export async function ceaseToOwn<Outcome>(
  ports: OwnersPorts,
  { tenantId, userId }: Member,
  change: () => Promise<Outcome>,
): Promise<Outcome | 'last-owner'> {
  const leave = () => ports.owners.leave(tenantId, userId, newChange(ports));
  if (!(await leave())) {
    await enlistMissing(ports, tenantId, userId);
    if (!(await leave())) return 'last-owner';
  }
  return change();
}

/** Does `change`, which makes somebody an owner and says whether it did. */
export async function becomeOwner(
  ports: OwnersPorts,
  { tenantId, userId }: Pick<Member, 'tenantId' | 'userId'>,
  change: () => Promise<boolean>,
): Promise<boolean> {
  const announced = newChange(ports);
  await ports.owners.announce(tenantId, userId, announced);
  const changed = await change();
  if (changed) await ports.owners.enter(tenantId, userId, announced);
  return changed;
}

const newChange = ({ newChangeId, now }: OwnersPorts): OwnerChange => ({ id: newChangeId(), at: now() });

/** Owners whose change stopped between the two writes. One that is on its way is none to count on. */
async function enlistMissing(ports: OwnersPorts, tenantId: string, except: string): Promise<void> {
  const { listed, announced } = await ports.owners.read(tenantId);
  for (const member of await ports.members.list(tenantId)) {
    const { userId, role } = member;
    const onItsWay = ports.now() - (announced.get(userId) ?? 0) < workingMs;
    if (role !== 'owner' || listed.has(userId) || userId === except || onItsWay) continue;
    await becomeOwner(ports, member, () => ports.members.touch(member));
  }
}
