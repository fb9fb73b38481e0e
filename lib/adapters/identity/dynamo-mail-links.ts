import type { CompleteResetPorts } from '../../domain/identity/complete-password-reset.ts';
import type { ReadResetPorts } from '../../domain/identity/read-password-reset.ts';
import type { RegisterPorts } from '../../domain/identity/register.ts';
import type { RequestResetPorts } from '../../domain/identity/request-password-reset.ts';
import type { VerifyRegistrationPorts } from '../../domain/identity/verify-registration.ts';
import type { Table } from '../../runtime/document-client.ts';
import { identityItems } from './identity-items.ts';

/** What waits for the link of a mail to be followed, under the hash of its token. It goes a day after it ends. */
const goesAt = (endsAt: number) => Math.ceil(endsAt / 1_000) + 86_400;

/** `PENDING#<hash>`/`REGISTRATION`. */
export function dynamoRegistrations(
  table: Table,
): RegisterPorts['registrations'] & VerifyRegistrationPorts['registrations'] {
  const items = identityItems(table);
  const key = (tokenHash: string) => ({ pk: `PENDING#${tokenHash}`, sk: 'REGISTRATION' });
  return {
    async add(tokenHash, { expiresAt, ...pending }) {
      await items.add(key(tokenHash), { ...pending, endsAt: expiresAt, expiresAt: goesAt(expiresAt) });
    },
    async find(tokenHash) {
      const item = await items.get(key(tokenHash));
      const optional = (value: unknown) => (value === undefined ? undefined : String(value));
      return (
        item && {
          tenantId: String(item.tenantId),
          userId: String(item.userId),
          keyId: String(item.keyId),
          webhookId: String(item.webhookId),
          email: String(item.email),
          name: String(item.name),
          company: String(item.company),
          region: String(item.region),
          webhookUrl: optional(item.webhookUrl),
          passwordHash: optional(item.passwordHash),
          expiresAt: Number(item.endsAt),
        }
      );
    },
    async finish(tokenHash) {
      await items.change(key(tokenHash), { update: 'REMOVE passwordHash' });
    },
  };
}

/** `RESET#<hash>`/`RESET`. */
export function dynamoResets(
  table: Table,
): RequestResetPorts['resets'] & ReadResetPorts['resets'] & CompleteResetPorts['resets'] {
  const items = identityItems(table);
  const key = (tokenHash: string) => ({ pk: `RESET#${tokenHash}`, sk: 'RESET' });
  return {
    async add(tokenHash, { email, askedAt, expiresAt }) {
      const reset = { email, askedAt, endsAt: expiresAt, expiresAt: goesAt(expiresAt) };
      await items.add(key(tokenHash), reset);
    },
    async find(tokenHash) {
      const item = await items.get(key(tokenHash));
      return item && item.usedAt === undefined
        ? {
            email: String(item.email),
            askedAt: Number(item.askedAt ?? 0),
            expiresAt: Number(item.endsAt),
          }
        : undefined;
    },
    async look(tokenHash) {
      const item = await items.get(key(tokenHash));
      return item && { used: item.usedAt !== undefined, expiresAt: Number(item.endsAt) };
    },
    use: (tokenHash) =>
      items.change(key(tokenHash), {
        update: 'SET usedAt = :now',
        condition: 'attribute_exists(pk) AND attribute_not_exists(usedAt)',
        values: { ':now': Date.now() },
      }),
  };
}
