import { type Audited, actorOf } from '../../contracts/audit/audited.ts';
import type { Role } from '../../contracts/identity/role.ts';
import { roles } from '../../contracts/identity/role.ts';
import type { Plan } from '../../contracts/metering/plan.ts';

export interface Tenant {
  readonly tenantId: string;
  readonly name: string;
  readonly plan: Plan;
  readonly region: string;
}

/** A person in a tenant; the truth for the role. One who was removed stays, marked. */
export interface Member {
  readonly tenantId: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly status: 'active' | 'removed';
  /** ISO 8601. */
  readonly joinedAt: string;
  /** Milliseconds since the epoch: tokens, grants and sessions of sign-ins from then or before are void. */
  readonly notBefore: number;
  /** Counts changes of role and status; a change names the revision that it read. */
  readonly revision: number;
}

export interface User {
  readonly userId: string;
  readonly tenantId: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}

export interface NewPassword {
  readonly hash: string;
  /** Milliseconds since the epoch, as `setBefore`. */
  readonly setAt: number;
  /** What it may take the place of: the one with this hash, or whichever was set before a moment. */
  readonly over: { readonly hash: string } | { readonly setBefore: number };
}

export interface Tenants {
  find(tenantId: string): Promise<Tenant | undefined>;
  /** With its first owner. False when it is there already. */
  add(tenant: Tenant, owner: string, audited: Audited): Promise<boolean>;
}

export interface Users {
  /** False when the user is there already; nothing is changed then. */
  add(user: User): Promise<boolean>;
  rename(userId: string, name: string): Promise<void>;
  /** False when there is none, or one that it may not take the place of. */
  setPassword(userId: string, password: NewPassword, audited: Audited): Promise<boolean>;
  /** Takes the password away; the rest goes after a month. */
  retire(userId: string): Promise<void>;
}

export interface Members {
  find(tenantId: string, userId: string): Promise<Member | undefined>;
  /** Those that are not removed. */
  list(tenantId: string): Promise<Member[]>;
  /** False when the member is there already; nothing is changed then. */
  add(member: Member, audited: Audited): Promise<boolean>;
  /** False when somebody changed the member since `member.revision` was read. */
  change(
    member: Member,
    change: { readonly role?: Role; readonly status?: 'removed'; readonly notBefore?: number },
    audited: Audited,
  ): Promise<boolean>;
  /** Counts a revision and changes nothing else. False when somebody changed the member meanwhile. */
  touch(member: Member): Promise<boolean>;
  rename(tenantId: string, userId: string, name: string, audited: Audited): Promise<void>;
  /** Voids whatever comes of sign-ins from `notBefore` or before. */
  endSessions(tenantId: string, userId: string, notBefore: number, audited: Audited): Promise<void>;
}

/** Who asks: a signed-in person (`usr_…`), or whoever holds an API key (`key_…`). */
export interface Caller {
  readonly userId: string;
  readonly tenantId: string;
}

/** For the log, which is written with the change. */
export const audited = (
  caller: Caller,
  action: string,
  resource: Audited['resource'],
  facts?: Audited['facts'],
): Audited => ({
  tenantId: caller.tenantId,
  actor: actorOf(caller),
  action,
  resource,
  ...(facts && { facts }),
});

export const isAbove = (one: Role, other: Role): boolean => roles.indexOf(one) > roles.indexOf(other);

/** Nobody gives a role above their own. */
export const mayGive = (role: Role, own: Role | undefined): own is Role =>
  own !== undefined && !isAbove(role, own);

/** A key gives and takes what an admin may: an owner is made by an owner. */
export async function roleOf(members: Pick<Members, 'find'>, caller: Caller): Promise<Role | undefined> {
  if (actorOf(caller).kind === 'api-key') return 'admin';
  const member = await members.find(caller.tenantId, caller.userId);
  return member?.status === 'active' ? member.role : undefined;
}
