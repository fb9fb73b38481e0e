import type { Member as MemberView } from '../../contracts/identity/member.ts';
import type { Role } from '../../contracts/identity/role.ts';
import { becomeOwner, ceaseToOwn, type OwnersPorts } from './owners.ts';
import { audited, type Caller, isAbove, type Member, roleOf, type Users } from './people.ts';

export interface MembersPorts extends OwnersPorts {
  readonly users: Pick<Users, 'retire'>;
}

type Refused = { readonly ok: false; readonly reason: 'not-found' | 'last-owner' | 'above-own-role' };

export async function listMembers(
  { members }: Pick<MembersPorts, 'members'>,
  { tenantId }: Caller,
): Promise<{ ok: true; value: { members: MemberView[] } }> {
  const list = await members.list(tenantId);
  return { ok: true, value: { members: list.map(show).sort(byJoining) } };
}

/** Nobody gives a role above their own, and nobody's role is changed by somebody below. */
export async function changeMember(
  ports: MembersPorts,
  caller: Caller,
  userId: string,
  role: Role,
): Promise<{ ok: true; value: MemberView } | Refused> {
  const outcome = await whileUnchanged(ports, caller, userId, async (member, own) => {
    if (isAbove(role, own)) return aboveOwnRole;
    if (member.role === role) return member;
    const facts = { before: member.role, after: role };
    const event = audited(caller, 'changeMember', { kind: 'Member', id: userId }, facts);
    const change = () => ports.members.change(member, { role }, event);
    const done = await (role === 'owner'
      ? becomeOwner(ports, member, change)
      : member.role === 'owner'
        ? ceaseToOwn(ports, member, change)
        : change());
    if (done === 'last-owner') return lastOwner;
    return done && { ...member, role };
  });
  return 'ok' in outcome ? outcome : { ok: true, value: show(outcome) };
}

/** Ends that one's sessions: the front door and the issuer go by the member's status, looked up seconds ago. */
export async function removeMember(
  ports: MembersPorts,
  caller: Caller,
  userId: string,
): Promise<{ ok: true; value: undefined } | Refused> {
  const outcome = await whileUnchanged(ports, caller, userId, async (member) => {
    const event = audited(caller, 'removeMember', { kind: 'Member', id: userId }, { role: member.role });
    const notBefore = ports.now();
    const change = () => ports.members.change(member, { status: 'removed', notBefore }, event);
    const done = await (member.role === 'owner' ? ceaseToOwn(ports, member, change) : change());
    return done === 'last-owner' ? lastOwner : done && member;
  });
  if ('ok' in outcome) return outcome;
  await ports.users.retire(userId);
  return { ok: true, value: undefined };
}

/** More often than that nobody is changed at the same moment. */
const tries = 10;

/** Judges and changes the member as read just now; again, when somebody else was quicker (`change` gives false). */
async function whileUnchanged(
  { members }: MembersPorts,
  caller: Caller,
  userId: string,
  change: (member: Member, own: Role) => Promise<Member | Refused | false>,
): Promise<Member | Refused> {
  for (let left = tries; left > 0; left--) {
    const own = await roleOf(members, caller);
    const member = await members.find(caller.tenantId, userId);
    if (member?.status !== 'active') return { ok: false, reason: 'not-found' };
    if (own === undefined || isAbove(member.role, own)) return aboveOwnRole;
    const changed = await change(member, own);
    if (changed) return changed;
  }
  throw new Error('a member was changed over and over while it was to be changed');
}

const aboveOwnRole = { ok: false, reason: 'above-own-role' } as const;
const lastOwner = { ok: false, reason: 'last-owner' } as const;

const show = ({ userId, email, name, role, joinedAt }: Member): MemberView => ({
  userId,
  email,
  name,
  role,
  joinedAt,
});
const byJoining = (one: MemberView, other: MemberView) => one.joinedAt.localeCompare(other.joinedAt);
