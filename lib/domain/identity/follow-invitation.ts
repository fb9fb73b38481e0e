import { actorOf } from '../../contracts/audit/audited.ts';
import { actions } from '../../contracts/identity/action.ts';
import type { Emails } from './claim-email.ts';
import { type Invitation, type Invitations, invitationToken } from './invitations.ts';
import type { MailTokens } from './mail-token.ts';
import { isAbove, type Member, type Members, mayGive, roleOf, type Tenant, type Tenants } from './people.ts';

export interface FollowPorts {
  readonly invitations: Pick<Invitations, 'find'>;
  readonly members: Pick<Members, 'find'>;
  readonly tenants: Pick<Tenants, 'find'>;
  readonly emails: Pick<Emails, 'find'>;
  readonly apiKeys: {
    /** Neither revoked nor at its end. */
    works(tenantId: string, keyId: string): Promise<boolean>;
  };
  readonly tokens: Pick<MailTokens, 'hash'>;
  readonly now: () => number;
}

export interface Followed {
  readonly invitation: Invitation;
  readonly tenant: Tenant;
  /** There already where an earlier try stopped after it had made one. */
  readonly member: Member | undefined;
}

/** What the token of a mail opens; undefined when it opens nothing, or nothing any more. */
export async function followInvitation(ports: FollowPorts, token: string): Promise<Followed | undefined> {
  const named = invitationToken.read(token);
  const invitation = named && (await ports.invitations.find(named.tenantId, named.id));
  if (!invitation || invitation.tokenHash !== ports.tokens.hash(token)) return undefined;
  const { tenantId, userId, email, status, expiresAt } = invitation;
  const hasEnded = status === 'withdrawn' || (status === 'open' && expiresAt <= ports.now());
  const tenant = await ports.tenants.find(tenantId);
  if (hasEnded || !tenant) return undefined;
  const member = await ports.members.find(tenantId, userId);
  if (!member) return (await mayInviteStill(ports, invitation)) ? { invitation, tenant, member } : undefined;
  if (member.status === 'removed') return undefined;
  const holder = await ports.emails.find(email);
  // Accepted to the end.
  if (holder?.userId === userId && holder.confirmed) return undefined;
  return { invitation, tenant, member };
}

/**
 * An invitation is worth what the inviter's word is worth now. A policy may let somebody invite whom the built-in rules
 * would not: that one must be what they were then.
 */
async function mayInviteStill(
  ports: FollowPorts,
  { tenantId, invitedBy, invitedAs, role }: Invitation,
): Promise<boolean> {
  const inviter = { tenantId, userId: invitedBy };
  if (actorOf(inviter).kind === 'api-key' && !(await ports.apiKeys.works(tenantId, invitedBy))) return false;
  const own = await roleOf(ports.members, inviter);
  return mayGive(role, own) && !(isAbove(actions.inviteMember.role, own) && isAbove(invitedAs, own));
}
