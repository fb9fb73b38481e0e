import type { Role } from '../../../contracts/identity/role.ts';
import { type MailText, mailText } from './mail-text.ts';
import { inOneLine } from './registration.ts';

interface Invited {
  readonly company: string;
  readonly invitedBy: string;
  readonly role: Role;
  readonly token: string;
}

/** @param edgeUrl without a slash at its end. */
export function acceptInvitation(edgeUrl: string, { company, invitedBy, role, token }: Invited): MailText {
  return mailText({
    subject: `Join ${inOneLine(company)}`,
    paragraphs: [
      `${inOneLine(invitedBy)} invites you to ${inOneLine(company)} at Guidewright, as ${role}.`,
      'Guidewright turns a procedure that is done once in the browser into a step-by-step guide.',
    ],
    action: { label: 'Accept the invitation', url: `${edgeUrl}/accept-invitation?token=${token}` },
    notes: [
      'The link is good for 7 days.',
      'You do not know what this is about? Then there is nothing to do.',
    ],
  });
}

/** An e-mail belongs to one account, and an account to one company. */
export function invitedElsewhere(edgeUrl: string, { company, invitedBy }: Omit<Invited, 'token'>): MailText {
  return mailText({
    subject: `Invited to ${inOneLine(company)}`,
    paragraphs: [
      `${inOneLine(invitedBy)} invites you to ${inOneLine(company)} at Guidewright, but this e-mail has an account already.`,
      'To join, ask to be invited under another e-mail, or to be removed where you are.',
    ],
    action: { label: 'Sign in', url: `${edgeUrl}/` },
    notes: ['Nothing was changed in your account.'],
  });
}
