import type { Invitation as InvitationView } from '../../contracts/identity/member.ts';
import type { Role } from '../../contracts/identity/role.ts';
import { plans } from '../../contracts/metering/plan.ts';
import { normalizeEmail } from './accounts.ts';
import { type Invitation, type Invitations, invitationToken, isOpen } from './invitations.ts';
import { type Limited, type Limits, limitInvitations } from './limits.ts';
import { linkLifetimes, type MailTokens } from './mail-token.ts';
import { noMail, type OutgoingMails } from './outgoing-mails.ts';
import { audited, type Caller, type Members, mayGive, roleOf, type Tenants } from './people.ts';

export interface InvitationPorts {
  readonly invitations: Invitations;
  readonly members: Members;
  readonly tenants: Tenants;
  readonly now: () => number;
}

export interface InvitePorts extends InvitationPorts {
  readonly limits: Limits;
  readonly mails: OutgoingMails;
  readonly tokens: MailTokens;
  readonly newIds: () => { readonly invitationId: string; readonly userId: string };
}

type InviteOutcome =
  | { readonly ok: true; readonly value: InvitationView }
  | { readonly ok: false; readonly reason: 'above-own-role' | 'plan-limit' | 'already-member' | 'not-found' }
  | Limited
  | typeof noMail;

/** Somebody who is invited again gets a new link, and the old one ends. Open invitations take a place of the plan. */
export async function inviteMember(
  ports: InvitePorts,
  caller: Caller,
  request: { readonly email: string; readonly role: Role },
): Promise<InviteOutcome> {
  if (!ports.mails.available) return noMail;
  const { tenantId } = caller;
  const now = ports.now();
  const email = normalizeEmail(request.email);
  const [own, tenant] = [await roleOf(ports.members, caller), await ports.tenants.find(tenantId)];
  if (!tenant) return { ok: false, reason: 'not-found' };
  if (!mayGive(request.role, own)) return { ok: false, reason: 'above-own-role' };
  const open = (await ports.invitations.list(tenantId)).filter((invitation) => isOpen(invitation, now));
  const earlier = open.find((invitation) => invitation.email === email);
  const members = await ports.members.list(tenantId);
  if (members.some((member) => member.email === email)) return { ok: false, reason: 'already-member' };
  if (!earlier && members.length + open.length >= plans[tenant.plan].members)
    return { ok: false, reason: 'plan-limit' };
  const limited = await limitInvitations(ports.limits, tenantId, email, now);
  if (limited) return limited;
  const { invitationId, userId } = ports.newIds();
  const id = earlier?.id ?? invitationId;
  const token = invitationToken.write({ tenantId, id }, ports.tokens.create());
  const invitation: Invitation = {
    ...{ tenantId, id, email, userId: earlier?.userId ?? userId },
    ...{ role: request.role, invitedBy: caller.userId, invitedAs: own, status: 'open' },
    tokenHash: ports.tokens.hash(token),
    createdAt: new Date(now).toISOString(),
    expiresAt: now + linkLifetimes.invitation,
  };
  const resource = { kind: 'Invitation', id };
  await ports.invitations.put(
    invitation,
    audited(caller, 'inviteMember', resource, { role: invitation.role }),
  );
  const invitedBy = members.find((member) => member.userId === caller.userId)?.name ?? tenant.name;
  const mail = { kind: 'invitation', to: email, token, company: tenant.name } as const;
  await ports.mails.queue({ ...mail, invitedBy, role: invitation.role });
  return { ok: true, value: show(invitation) };
}

export async function listInvitations(
  { invitations, now }: Pick<InvitationPorts, 'invitations' | 'now'>,
  { tenantId }: Caller,
): Promise<{ ok: true; value: { invitations: InvitationView[] } }> {
  const open = (await invitations.list(tenantId)).filter((invitation) => isOpen(invitation, now()));
  return { ok: true, value: { invitations: open.map(show) } };
}

export async function withdrawInvitation(
  { invitations, now }: Pick<InvitationPorts, 'invitations' | 'now'>,
  caller: Caller,
  id: string,
): Promise<{ ok: true; value: undefined } | { ok: false; reason: 'not-found' }> {
  const invitation = await invitations.find(caller.tenantId, id);
  const event = audited(caller, 'withdrawInvitation', { kind: 'Invitation', id });
  const withdrawn =
    invitation && isOpen(invitation, now()) && (await invitations.close(invitation, 'withdrawn', event));
  return withdrawn ? { ok: true, value: undefined } : { ok: false, reason: 'not-found' };
}

const show = ({ id, email, role, invitedBy, createdAt, expiresAt }: Invitation): InvitationView => ({
  ...{ id, email, role, invitedBy, createdAt },
  expiresAt: new Date(expiresAt).toISOString(),
});
