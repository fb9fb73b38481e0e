import type { Users } from '../../domain/identity/people.ts';
import type { Table } from '../../runtime/document-client.ts';
import { identityItems } from './identity-items.ts';

const userKey = (userId: string) => ({ pk: `USER#${userId}`, sk: 'USER' });

const setBefore =
  'attribute_exists(passwordHash) AND (attribute_not_exists(passwordSetAt) OR passwordSetAt < :over)';

const kept = 30 * 24 * 3_600;

/** `USER#<id>`/`USER`: what a person signs in with. `passwordSetAt` once it was set anew. */
export function dynamoUsers(table: Table): Users {
  const items = identityItems(table);
  return {
    add: ({ userId, ...user }) => items.add(userKey(userId), { ...user, status: 'active' }),
    async rename(userId, name) {
      const change = { update: 'SET #name = :name', names: { '#name': 'name' }, values: { ':name': name } };
      await items.change(userKey(userId), change);
    },
    setPassword: (userId, { hash, setAt, over }, audited) =>
      items.change(
        userKey(userId),
        {
          update: 'SET passwordHash = :hash, passwordSetAt = :setAt',
          condition: 'hash' in over ? 'passwordHash = :over' : setBefore,
          values: {
            ...{ ':hash': hash, ':setAt': setAt },
            ':over': 'hash' in over ? over.hash : over.setBefore,
          },
        },
        audited,
      ),
    async retire(userId) {
      await items.change(userKey(userId), {
        update: 'SET #status = :removed, expiresAt = :gone REMOVE passwordHash',
        names: { '#status': 'status' },
        values: { ':removed': 'removed', ':gone': Math.floor(Date.now() / 1_000) + kept },
      });
    },
  };
}
