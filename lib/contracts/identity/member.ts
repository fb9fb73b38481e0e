import * as z from 'zod/mini';
import { email } from './password.ts';
import { role } from './role.ts';

export const member = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  role,
  joinedAt: z.string(),
});
export type Member = z.infer<typeof member>;
export const listMembersResponse = z.object({ members: z.array(member) });

/** `PUT /v1/members/{userId}` */
export const changeMemberRequest = z.object({ role });

export const memberRefusals = {
  'last-owner': { status: 409, title: 'A tenant keeps at least one owner' },
  'above-own-role': { status: 403, title: 'Nobody gives or takes a role above their own' },
  'already-member': { status: 409, title: 'Somebody with that e-mail is a member already' },
  'plan-limit': { status: 409, title: 'The plan has no room for more' },
} as const;

export const invitation = z.object({
  id: z.string(),
  email: z.string(),
  role,
  invitedBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
});
export type Invitation = z.infer<typeof invitation>;
export const listInvitationsResponse = z.object({ invitations: z.array(invitation) });

/** `POST /v1/invitations` */
export const inviteMemberRequest = z.object({ email, role });
