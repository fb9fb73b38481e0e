import { sql } from 'drizzle-orm';
import type { GuideDatabase } from './database.ts';
import type { Migration } from './migrations.ts';

/** Any number does, as long as nothing else in this database takes the same lock. */
const lock = 7_140_913;

/**
 * Applies, in order and in one transaction, the migrations that the database does not have yet.
 * A second run that comes meanwhile waits for the lock and then finds nothing to do.
 * @returns the name of the newest migration applied.
 */
export async function migrate(database: GuideDatabase, wanted: readonly Migration[]): Promise<string> {
  await database.transaction(async (transaction) => {
    await transaction.execute(sql`select 1 as locked from (select pg_advisory_xact_lock(${lock})) as held`);
    await transaction.execute(
      sql`create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())`,
    );
    const { rows } = await transaction.execute(sql`select name from schema_migrations`);
    const applied = new Set((rows ?? []).map((row) => row.name));
    for (const { name, statements } of wanted.filter((migration) => !applied.has(migration.name))) {
      for (const statement of statements) await transaction.execute(sql.raw(statement));
      await transaction.execute(sql`insert into schema_migrations (name) values (${name})`);
    }
  });
  return wanted.at(-1)?.name ?? '';
}
