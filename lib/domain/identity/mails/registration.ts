import { type MailText, mailText } from './mail-text.ts';

/** @param edgeUrl without a slash at its end. */
export function confirmRegistration(
  edgeUrl: string,
  { name, company, token }: { readonly name: string; readonly company: string; readonly token: string },
): MailText {
  return mailText({
    subject: 'Confirm your e-mail',
    paragraphs: [
      `Hello ${inOneLine(name)},`,
      `somebody, we hope you, registered ${inOneLine(company)} at Guidewright with this e-mail. Confirm it to finish: you will be asked for the password that you chose.`,
    ],
    action: { label: 'Confirm e-mail', url: `${edgeUrl}/verify?token=${token}` },
    notes: [
      'The link is good for 24 hours.',
      'It was not you? Then there is nothing to do: the account is made by this link and that password together, and by neither alone.',
    ],
  });
}

/** The same question on the screen, another answer in the mailbox: only its owner learns that there is an account. */
export function alreadyRegistered(edgeUrl: string): MailText {
  return mailText({
    subject: 'You have an account already',
    paragraphs: [
      'Somebody, perhaps you, tried to register at Guidewright with this e-mail. It has an account already, and nothing was changed.',
      `To sign in: ${edgeUrl}/`,
    ],
    action: { label: 'Set a new password', url: `${edgeUrl}/forgot-password` },
    notes: ['It was not you? Then there is nothing to do.'],
  });
}

/** Who registers writes these words into somebody's mailbox: no lines of their own, and not many. */
export function inOneLine(text: string): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  // A host or an address would be shown as a link.
  const plain = line.replace(/[:/]+/g, ' ').replace(/\.(?=\S)/g, '\u2024');
  return plain.length > 80 ? `${plain.slice(0, 79)}…` : plain;
}
