import { plans } from '../../contracts/metering/plan.ts';
import type { Accounts, Passwords } from './accounts.ts';
import { type ClaimPorts, claimEmail } from './claim-email.ts';
import { type Followed, type FollowPorts, followInvitation } from './follow-invitation.ts';
import type { Invitations } from './invitations.ts';
import { judgePassword, type NewPasswordPorts, type PasswordRefusal } from './new-password.ts';
import { becomeOwner, type OwnersPorts } from './owners.ts';
import { audited, type Users } from './people.ts';
import { type SeatPorts, takeSeat } from './seats.ts';

export interface AcceptPorts extends FollowPorts, NewPasswordPorts, ClaimPorts, OwnersPorts, SeatPorts {
  readonly invitations: Pick<Invitations, 'find' | 'close'>;
  readonly emails: ClaimPorts['emails'];
  readonly members: OwnersPorts['members'];
  readonly users: Pick<Users, 'add'>;
  readonly accounts: Pick<Accounts, 'findByUserId'>;
  readonly passwords: Passwords;
}

type AcceptOutcome =
  | { readonly ok: true; readonly value: { tenantId: string; userId: string; email: string } }
  | PasswordRefusal
  | { readonly ok: false; readonly reason: 'stale-token' | 'email-taken' | 'plan-limit' };

interface Acceptance {
  readonly token: string;
  readonly name: string;
  readonly password: string;
}

/**
 * Makes the member that an invitation is for. Each step is done once however often it is tried: the same link goes on
 * where an earlier try ended, until the e-mail is the member's for good. The password is set last of all and by one
 * try, so that whoever is told yes can sign in with what they have typed.
 */
export async function acceptInvitation(
  ports: AcceptPorts,
  { token, name, password }: Acceptance,
): Promise<AcceptOutcome> {
  const followed = await followInvitation(ports, token);
  if (!followed) return staleToken;
  const { tenantId, userId, email } = followed.invitation;
  const judged = await judgePassword(ports, password, [email, name, followed.tenant.name]);
  if (!judged.ok) return judged;
  const passwordHash = await ports.passwords.hash(password);
  if (!(await claimEmail(ports, email, { userId, tenantId }))) return { ok: false, reason: 'email-taken' };
  const refused = followed.member ? undefined : await join(ports, followed, name);
  if (refused) return refused;
  const works =
    (await ports.users.add({ userId, tenantId, email, name, passwordHash })) ||
    (await isPasswordOf(ports, userId, password));
  await ports.emails.confirm(email, userId);
  return works ? { ok: true, value: { tenantId, userId, email } } : staleToken;
}

async function join(
  ports: AcceptPorts,
  { invitation, tenant }: Followed,
  name: string,
): Promise<Extract<AcceptOutcome, { ok: false }> | undefined> {
  const { tenantId, userId, email, role } = invitation;
  if (!(await takeSeat(ports, invitation, plans[tenant.plan].members)))
    return { ok: false, reason: 'plan-limit' };
  // From here on it cannot be withdrawn; one that is accepted already is one whose earlier try did not end.
  if (invitation.status === 'open' && !(await ports.invitations.close(invitation, 'accepted')))
    return staleToken;
  const joinedAt = new Date(ports.now()).toISOString();
  const member = { tenantId, userId, email, name, role, joinedAt, notBefore: 0, revision: 1 };
  const resource = { kind: 'Member', id: userId };
  const facts = { role, invitation: invitation.id };
  const event = audited({ tenantId, userId }, 'acceptInvitation', resource, facts);
  const add = () => ports.members.add({ ...member, status: 'active' }, event);
  await (role === 'owner' ? becomeOwner(ports, member, add) : add());
  return undefined;
}

/** A try before this one, or beside it, has set a password. */
async function isPasswordOf({ accounts, passwords }: AcceptPorts, userId: string, password: string) {
  return passwords.verify(password, (await accounts.findByUserId(userId))?.passwordHash);
}

const staleToken = { ok: false, reason: 'stale-token' } as const;
