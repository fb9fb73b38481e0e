import { plans } from '../../contracts/metering/plan.ts';
import type { Passwords } from './accounts.ts';
import { type ClaimPorts, claimEmail } from './claim-email.ts';
import { type Invitation, invitationToken } from './invitations.ts';
import type { InvitationPorts } from './invite-member.ts';
import type { MailTokens } from './mail-token.ts';
import { judgePassword, type NewPasswordPorts, type PasswordRefusal } from './new-password.ts';
import { becomeOwner, type OwnersPorts } from './owners.ts';
import { audited, type Users } from './people.ts';

export interface AcceptPorts extends NewPasswordPorts, ClaimPorts, InvitationPorts, OwnersPorts {
  readonly users: Users;
  readonly passwords: Pick<Passwords, 'hash'>;
  readonly tokens: MailTokens;
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
 * where an earlier try ended, until the member is there.
 */
export async function acceptInvitation(
  ports: AcceptPorts,
  { token, name, password }: Acceptance,
): Promise<AcceptOutcome> {
  const invitation = await findByToken(ports, token);
  const tenant = invitation && (await ports.tenants.find(invitation.tenantId));
  if (!invitation || !tenant) return staleToken;
  const { tenantId, userId, email, role } = invitation;
  const judged = await judgePassword(ports, password, [email, name, tenant.name]);
  if (!judged.ok) return judged;
  const members = await ports.members.list(tenantId);
  if (members.length >= plans[tenant.plan].members) return { ok: false, reason: 'plan-limit' };
  const passwordHash = await ports.passwords.hash(password);
  if (!(await claimEmail(ports, email, { userId, tenantId }))) return { ok: false, reason: 'email-taken' };
  // From here on it cannot be withdrawn; one that is accepted already is one whose earlier try did not end.
  if (invitation.status === 'open' && !(await ports.invitations.close(invitation, 'accepted')))
    return staleToken;
  await ports.users.add({ userId, tenantId, email, name, passwordHash });
  const joinedAt = new Date(ports.now()).toISOString();
  const member = { tenantId, userId, email, name, role, joinedAt, notBefore: 0, revision: 1 };
  const resource = { kind: 'Member', id: userId };
  const facts = { role, invitation: invitation.id };
  const event = audited({ tenantId, userId }, 'acceptInvitation', resource, facts);
  const add = () => ports.members.add({ ...member, status: 'active' }, event);
  const added = await (role === 'owner' ? becomeOwner(ports, member, add) : add());
  await ports.emails.confirm(email, userId);
  return added ? { ok: true, value: { tenantId, userId, email } } : staleToken;
}

async function findByToken(ports: AcceptPorts, token: string): Promise<Invitation | undefined> {
  const named = invitationToken.read(token);
  const found = named && (await ports.invitations.find(named.tenantId, named.id));
  if (!found || found.tokenHash !== ports.tokens.hash(token)) return undefined;
  if (found.status === 'withdrawn' || found.expiresAt <= ports.now()) return undefined;
  // Accepted to the end.
  if (await ports.members.find(found.tenantId, found.userId)) return undefined;
  return found;
}

const staleToken = { ok: false, reason: 'stale-token' } as const;
