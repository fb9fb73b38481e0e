import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { SendMailPorts } from '../../domain/identity/send-mail.ts';
import { clientSettings } from '../../runtime/aws-client.ts';

/** @param from MAIL_FROM, an address of a domain that SES knows as ours */
export function sesMail(from: string, client = new SESv2Client(clientSettings)): SendMailPorts['mail'] {
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return {
    async send(to, { subject, text, html }) {
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: [to] },
          Content: {
            Simple: { Subject: utf8(subject), Body: { Text: utf8(text), Html: utf8(html) } },
          },
        }),
      );
    },
  };
}
