import type { ReadInvitationResponse } from '../../contracts/identity/registration.ts';
import { type FollowPorts, followInvitation } from './follow-invitation.ts';

/** What somebody is asked to join, for whoever has the link. Whatever else is asked with gets one answer. */
export async function readInvitation(
  ports: FollowPorts,
  token: string,
): Promise<
  { readonly ok: true; readonly value: ReadInvitationResponse } | { ok: false; reason: 'stale-token' }
> {
  const followed = await followInvitation(ports, token);
  if (!followed) return { ok: false, reason: 'stale-token' };
  const { invitation, tenant } = followed;
  const { tenantId, invitedBy, email, role } = invitation;
  const inviter = await ports.members.find(tenantId, invitedBy);
  return { ok: true, value: { company: tenant.name, invitedBy: inviter?.name ?? null, email, role } };
}
