import type { MailRequest } from '../../../contracts/identity/mail.ts';
import { acceptInvitation, invitedElsewhere } from './invitation.ts';
import type { MailText } from './mail-text.ts';
import { resetPassword } from './password-reset.ts';
import { paymentFailed, paymentMade, planChanged } from './plan-mails.ts';
import { alreadyRegistered, confirmRegistration } from './registration.ts';

/**
 * What to say; nothing, to somebody who has no password to set anew.
 * @param isKnown whether the receiver has an account
 */
export function composeMail(edgeUrl: string, mail: MailRequest, isKnown: boolean): MailText | undefined {
  switch (mail.kind) {
    case 'registration':
      return isKnown ? alreadyRegistered(edgeUrl) : confirmRegistration(edgeUrl, mail);
    case 'password-reset':
      return isKnown ? resetPassword(edgeUrl, mail) : undefined;
    case 'invitation':
      return isKnown ? invitedElsewhere(edgeUrl, mail) : acceptInvitation(edgeUrl, mail);
    case 'plan-changed':
      return planChanged(edgeUrl, mail);
    case 'payment-failed':
      return paymentFailed(edgeUrl, mail);
    case 'payment-made':
      return paymentMade(edgeUrl, mail);
  }
}
