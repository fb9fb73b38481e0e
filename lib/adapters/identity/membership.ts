import type { Table } from '../../runtime/document-client.ts';
import { dynamoEmails } from './dynamo-emails.ts';
import { dynamoMembers } from './dynamo-members.ts';
import { dynamoOwners } from './dynamo-owners.ts';
import { dynamoSeats } from './dynamo-seats.ts';
import { dynamoTenants } from './dynamo-tenants.ts';
import { dynamoUsers } from './dynamo-users.ts';

/** The parts of the Identity table that together say who belongs to which tenant. */
export const membership = (table: Table) => ({
  emails: dynamoEmails(table),
  members: dynamoMembers(table),
  owners: dynamoOwners(table),
  seats: dynamoSeats(table),
  tenants: dynamoTenants(table),
  users: dynamoUsers(table),
});
