import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { listen, stopListening } from '../../edge/listener.ts';
import type { LocalContext, LocalPart, ResourceProvider, TemplateResource } from '../../service.ts';
import { allowProperties, textProperty } from '../template-properties.ts';
import { Mailbox } from './mailbox.ts';
import { mailboxServer } from './mailbox-server.ts';
import { sesService } from './service.ts';

/** SES, whose mails end in a folder with a page to read them. */
export function sesPart(context: LocalContext, now: () => number): LocalPart {
  const mailbox = new Mailbox(join(context.stateDirectory, 'ses', 'mailbox'));
  const identities = new Set<string>();
  const server = mailboxServer(mailbox);
  return {
    name: 'ses',
    providers: [identityProvider(identities)],
    services: [sesService({ context, mailbox, identities, now })],
    run: () => listen(server, context.ports.mailbox),
    stop: () => stopListening(server),
  };
}

function identityProvider(identities: Set<string>): ResourceProvider {
  const nameOf = (resource: TemplateResource) => textProperty(resource, 'EmailIdentity') ?? '';
  return {
    types: ['AWS::SES::EmailIdentity'],
    identify(resource) {
      const records = [1, 2, 3].map((number) => {
        const token = createHash('sha256').update(`${resource.id}/${number}`).digest('hex').slice(0, 32);
        return [
          [`DkimDNSTokenName${number}`, `${token}._domainkey.${nameOf(resource)}`],
          [`DkimDNSTokenValue${number}`, `${token}.dkim.amazonses.com`],
        ];
      });
      return { ref: nameOf(resource), attributes: Object.fromEntries(records.flat()) };
    },
    async create(resource) {
      // How a mail is signed on its way matters to nobody here.
      allowProperties(resource, ['EmailIdentity', 'DkimAttributes', 'DkimSigningAttributes']);
      identities.add(nameOf(resource).toLowerCase());
    },
  };
}
