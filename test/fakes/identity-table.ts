import { randomUUID } from 'node:crypto';
import { dynamoNewApiKeys } from '../../lib/adapters/identity/api-keys/dynamo-new-api-keys.ts';
import { workingKeys } from '../../lib/adapters/identity/api-keys/working-keys.ts';
import { dynamoAccounts } from '../../lib/adapters/identity/dynamo-accounts.ts';
import { dynamoAttempts } from '../../lib/adapters/identity/dynamo-attempts.ts';
import { dynamoInvitations } from '../../lib/adapters/identity/dynamo-invitations.ts';
import { dynamoRegistrations, dynamoResets } from '../../lib/adapters/identity/dynamo-mail-links.ts';
import { dynamoWebhooks } from '../../lib/adapters/identity/dynamo-webhooks.ts';
import { randomMailTokens } from '../../lib/adapters/identity/mail-tokens.ts';
import { membership } from '../../lib/adapters/identity/membership.ts';
import type { MailRequest } from '../../lib/contracts/identity/mail.ts';
import type { OutgoingMails } from '../../lib/domain/identity/outgoing-mails.ts';
import type { Table } from '../../lib/runtime/document-client.ts';
import { newIdentifier } from '../../lib/runtime/identifier.ts';
import { Fuse, fused } from './killed-process.ts';

type Queued = Parameters<OutgoingMails['queue']>[0];

/** Everything that accounts and memberships need, over a real Identity table; the rest is plain fakes. */
export function identityPorts(table: Table, clock: { now: number }) {
  const queued: Queued[] = [];
  const directory = new Set<string>();
  const hashed: string[] = [];
  return {
    ...membership(table),
    accounts: dynamoAccounts(table),
    invitations: dynamoInvitations(table),
    registrations: dynamoRegistrations(table),
    resets: dynamoResets(table),
    webhooks: dynamoWebhooks(table),
    apiKeys: { ...dynamoNewApiKeys(table), ...workingKeys(table, () => clock.now) },
    limits: dynamoAttempts(table, 3_600),
    keySecrets: { create: () => 's'.repeat(43), hash: async (text: string) => `hash of ${text}` },
    passwords: {
      hash: async (password: string) => {
        hashed.push(password);
        return `hash of ${password}`;
      },
      verify: async (password: string, hash: string | undefined) => hash === `hash of ${password}`,
    },
    strength: { score: (password: string) => (password.includes('weak') ? 2 : 3) },
    breaches: { isListed: async (password: string) => password.includes('stolen') },
    mails: {
      available: true,
      queue: async (mail: Queued) => {
        queued.push(mail);
      },
    },
    directory: {
      put: async (tenantId: string) => {
        directory.add(tenantId);
      },
    },
    tokens: randomMailTokens,
    regions: {
      home: 'us-east-1',
      find: async (region: string) =>
        region === 'eu-central-1' ? { apiUrl: 'https://api.eu.example' } : undefined,
    },
    region: 'us-east-1',
    newIds: () => ({
      tenantId: newIdentifier('tnt'),
      userId: newIdentifier('usr'),
      keyId: newIdentifier('key'),
      webhookId: newIdentifier('whk'),
      invitationId: newIdentifier('inv'),
    }),
    newChangeId: randomUUID,
    now: () => clock.now,
    /** What was asked of the fakes. */
    seen: { queued, directory, hashed },
  };
}
export type IdentityPorts = ReturnType<typeof identityPorts>;

/** The token that was queued last, of the mails of that kind. */
export function lastToken({ seen }: IdentityPorts, kind: MailRequest['kind']): string {
  const mail = seen.queued.findLast((candidate) => candidate.kind === kind);
  if (!mail || !('token' in mail)) throw new Error(`no mail of the kind ${kind} was queued`);
  return mail.token;
}

/** What of the ports calls something else, and may so be the last that a process does. */
const calling = [
  ...(['accounts', 'apiKeys', 'directory', 'emails', 'invitations', 'limits', 'members', 'owners'] as const),
  ...(['passwords', 'registrations', 'resets', 'seats', 'tenants', 'users'] as const),
  'webhooks' as const,
];

/** The same ports in a process that is killed before its nth call of any of them, or right after. */
export function killedAt(ports: IdentityPorts, nth: number, when: 'before' | 'after') {
  const fuse = new Fuse(nth, when);
  const killed = Object.fromEntries(calling.map((name) => [name, fused<object>(ports[name], fuse)]));
  return { ports: { ...ports, ...killed }, fuse };
}

/** The same table, whose client dies at its nth write: before it is done, or right after. */
export function dyingAt(table: Table, nth: number, when: 'before' | 'after'): Table {
  let writes = 0;
  const client = new Proxy(table.client, {
    get(target, property) {
      if (property !== 'send') return Reflect.get(target, property);
      return async (command: { constructor: { name: string } }) => {
        const isWrite = /^(Put|Update)Command$/.test(command.constructor.name);
        if (!isWrite || ++writes < nth) return target.send(command as never);
        if (writes === nth && when === 'after') await target.send(command as never);
        throw new Error('the function died');
      };
    },
  });
  return { client, name: table.name };
}
