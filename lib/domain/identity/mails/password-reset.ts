import { type MailText, mailText } from './mail-text.ts';

/** @param edgeUrl without a slash at its end. */
export function resetPassword(edgeUrl: string, { token }: { readonly token: string }): MailText {
  return mailText({
    subject: 'Set a new password',
    paragraphs: ['Somebody, we hope you, asked to set a new password for your account at Guidewright.'],
    action: { label: 'Set a new password', url: `${edgeUrl}/reset-password?token=${token}` },
    notes: [
      'The link is good for 30 minutes, and for one time. A new password ends every session.',
      'It was not you? Then there is nothing to do: your password stays as it is.',
    ],
  });
}
