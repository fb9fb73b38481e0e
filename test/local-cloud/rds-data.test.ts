import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BatchExecuteStatementCommand,
  BeginTransactionCommand,
  CommitTransactionCommand,
  ExecuteStatementCommand,
  RDSDataClient,
  RollbackTransactionCommand,
  type SqlParameter,
} from '@aws-sdk/client-rds-data';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { eq, inArray, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/aws-data-api/pg';
import { boolean, integer, jsonb, numeric, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataParts } from '../../local/data/index.ts';
import { Connections } from '../../local/data/rds-data/connections.ts';
import { parseArray } from '../../local/data/rds-data/fields.ts';
import { toStatement } from '../../local/data/rds-data/statement.ts';
import { choosePorts } from '../../local/ports.ts';
import { databaseResources } from './database-fixture.ts';
import { type StackFixture, startCloud, type TestCloud } from './harness.ts';

const stack: StackFixture = { Resources: databaseResources };

let cloud: TestCloud;
let data: RDSDataClient;
let target: { resourceArn: string; secretArn: string; database: string };

async function connect(directory?: string): Promise<void> {
  cloud = await startCloud({
    parts: dataParts,
    stacks: { Data: stack },
    ...(directory ? { directory } : {}),
  });
  data = new RDSDataClient(cloud.client);
  target = {
    resourceArn: cloud.references.identity('Data/Database').attributes.DBClusterArn ?? '',
    secretArn: cloud.references.identity('Data/Login').ref,
    database: 'guidewright',
  };
}

beforeAll(() => connect(), 60_000);
afterAll(async () => cloud?.[Symbol.asyncDispose]());

const execute = (statement: string, parameters?: SqlParameter[], more: object = {}) =>
  data.send(new ExecuteStatementCommand({ ...target, sql: statement, parameters, ...more }));

test('values come back in the fields that the Data API has for their types', async () => {
  const { records, columnMetadata } = await execute(
    `SELECT 1::int4 AS n, 2::int8, true, 1.5::float8, 12.340::numeric, 'x'::text, NULL::text,
     '{"a":1}'::jsonb, '\\x00ff'::bytea, '{1,2}'::int4[], '{a,"b c"}'::text[],
     '2026-11-20 10:00:00.25'::timestamp, '2026-11-20 10:00:00+02'::timestamptz, '2026-11-20'::date`,
    undefined,
    { includeResultMetadata: true },
  );
  expect(records?.[0]).toEqual([
    { longValue: 1 },
    { longValue: 2 },
    { booleanValue: true },
    { doubleValue: 1.5 },
    { stringValue: '12.340' },
    { stringValue: 'x' },
    { isNull: true },
    { stringValue: '{"a": 1}' },
    { blobValue: new Uint8Array([0, 255]) },
    { arrayValue: { longValues: [1, 2] } },
    { arrayValue: { stringValues: ['a', 'b c'] } },
    { stringValue: '2026-11-20 10:00:00.25' },
    { stringValue: '2026-11-20 08:00:00' },
    { stringValue: '2026-11-20' },
  ]);
  expect(columnMetadata?.[0]).toMatchObject({ name: 'n', label: 'n', typeName: 'int4', type: 4 });
});

test('named parameters and type hints bind as on AWS, and strings are text unless hinted', async () => {
  await execute('CREATE TABLE hints (id uuid, doc jsonb, at timestamptz, n int, b bytea)');
  const id = '3f3ad9f5-6a0c-4b58-9d55-0c7f3a1f8e11';
  const insert = 'INSERT INTO hints VALUES (:id, :doc, :at, :n, :b)';
  const parameters: SqlParameter[] = [
    { name: 'id', value: { stringValue: id }, typeHint: 'UUID' },
    { name: 'doc', value: { stringValue: '{"a":[1]}' }, typeHint: 'JSON' },
    { name: 'at', value: { stringValue: '2026-11-20 10:00:00' }, typeHint: 'TIMESTAMP' },
    { name: 'n', value: { isNull: true } },
    { name: 'b', value: { blobValue: Buffer.from([1, 2]) } },
  ];
  expect((await execute(insert, parameters)).numberOfRecordsUpdated).toBe(1);
  const unhinted = parameters.map(({ name, value }) => ({ name, value }));
  await expect(execute(insert, unhinted)).rejects.toMatchObject({
    name: 'DatabaseErrorException',
    message: expect.stringMatching(
      /^ERROR: column "id" is of type uuid but expression is of type character varying; Position: \d+; SQLState: 42804$/,
    ),
  });
  const { formattedRecords } = await execute('SELECT id, n, doc FROM hints', [], { formatRecordsAs: 'JSON' });
  expect(JSON.parse(formattedRecords ?? '')).toEqual([{ id, n: null, doc: '{"a": [1]}' }]);
});

test('a transaction is seen by nobody until it is committed, and not at all when rolled back', async () => {
  await execute('CREATE TABLE seen (n int)');
  const count = async () => (await execute('SELECT count(*) FROM seen')).records?.[0]?.[0]?.longValue;
  const { transactionId } = await data.send(new BeginTransactionCommand(target));
  await execute('INSERT INTO seen VALUES (1)', [], { transactionId });
  expect(await count()).toBe(0);
  const { resourceArn, secretArn } = target;
  const committed = await data.send(new CommitTransactionCommand({ resourceArn, secretArn, transactionId }));
  expect(committed.transactionStatus).toBe('Transaction Committed');
  expect(await count()).toBe(1);
  const second = await data.send(new BeginTransactionCommand(target));
  await execute('DELETE FROM seen', [], { transactionId: second.transactionId });
  const back = { resourceArn, secretArn, transactionId: second.transactionId };
  expect((await data.send(new RollbackTransactionCommand(back))).transactionStatus).toBe('Rollback Complete');
  expect(await count()).toBe(1);
  await expect(execute('SELECT 1', [], { transactionId })).rejects.toMatchObject({
    name: 'TransactionNotFoundException',
    message: `Transaction ${transactionId} is not found`,
  });
});

test('an idle transaction is rolled back and forgotten', async () => {
  const value = await new SecretsManagerClient(cloud.client).send(
    new GetSecretValueCommand({ SecretId: target.secretArn }),
  );
  const { username, password } = JSON.parse(value.SecretString ?? '');
  const login = { database: target.database, user: username, password };
  const connections = new Connections(cloud.ports.postgres, 30);
  await connections.execute(login, { text: 'CREATE TABLE idle (n int)', values: [] }, undefined);
  const id = await connections.begin(login);
  await connections.execute(login, { text: 'INSERT INTO idle VALUES (1)', values: [] }, id);
  await expect
    .poll(() => connections.execute(login, { text: 'SELECT 1', values: [] }, id).catch((e) => e.code), {
      interval: 200,
    })
    .toBe('TransactionNotFoundException');
  const rows = await connections.execute(login, { text: 'SELECT count(*) FROM idle', values: [] }, undefined);
  expect(rows.rows).toEqual([['0']]);
  await connections.close();
});

test('a batch is all or nothing', async () => {
  await execute('CREATE TABLE batch (n int PRIMARY KEY)');
  const batch = (numbers: number[]) =>
    data.send(
      new BatchExecuteStatementCommand({
        ...target,
        sql: 'INSERT INTO batch VALUES (:n)',
        parameterSets: numbers.map((longValue) => [{ name: 'n', value: { longValue } }]),
      }),
    );
  expect((await batch([1, 2])).updateResults).toHaveLength(2);
  await expect(batch([3, 1])).rejects.toMatchObject({ message: expect.stringContaining('SQLState: 23505') });
  expect((await execute('SELECT n FROM batch ORDER BY n')).records).toHaveLength(2);
});

test('limits and mistakes are refused by name', async () => {
  await expect(execute('SELECT 1; SELECT 2')).rejects.toMatchObject({
    name: 'BadRequestException',
    message: "Multistatements aren't supported.",
  });
  await expect(execute('SELECT :missing', [])).rejects.toMatchObject({
    name: 'BadRequestException',
    message: 'Cannot find parameter: missing',
  });
  await expect(
    execute('SELECT :a', [{ name: 'a', value: { arrayValue: { longValues: [1] } } }]),
  ).rejects.toMatchObject({ message: 'Array parameters are not supported.' });
  await expect(execute("SELECT repeat('x', 60000) FROM generate_series(1, 20)")).rejects.toMatchObject({
    name: 'BadRequestException',
    message: 'Database returned more than the allowed response size limit',
  });
  await expect(execute('SELECT 1', [], { database: 'elsewhere' })).rejects.toMatchObject({
    name: 'DatabaseNotFoundException',
  });
  await expect(
    execute('SELECT 1', [], { resourceArn: 'arn:aws:rds:eu-central-1:123456789012:cluster:other' }),
  ).rejects.toMatchObject({ name: 'BadRequestException' });
});

test("drizzle's Data API driver works: types, arrays of values, returning, transactions", async () => {
  const guides = pgTable('guides', {
    id: uuid('id').primaryKey().defaultRandom(),
    n: integer('n'),
    title: text('title').notNull(),
    missing: jsonb('missing'),
    at: timestamp('at', { withTimezone: true }).defaultNow(),
    ok: boolean('ok'),
    price: numeric('price'),
  });
  const db = drizzle(data, target);
  await db.execute(sql`CREATE TABLE guides (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), n int,
    title text NOT NULL, missing jsonb, at timestamptz DEFAULT now(), ok boolean, price numeric)`);
  const at = new Date('2026-11-20T10:00:00Z');
  const [row] = await db
    .insert(guides)
    .values({ title: "it's", n: 3, missing: { a: [1] }, ok: true, at, price: '1.25' })
    .returning();
  expect(row).toMatchObject({ title: "it's", n: 3, missing: { a: [1] }, ok: true, price: '1.25' });
  await db.insert(guides).values({ title: 'second', n: null });
  expect(
    await db
      .select({ n: guides.n })
      .from(guides)
      .where(inArray(guides.id, [row?.id ?? ''])),
  ).toEqual([{ n: 3 }]);
  await db
    .update(guides)
    .set({ missing: { b: 2 } })
    .where(eq(guides.n, 3));
  const thrown = db.transaction(async (tx) => {
    await tx.insert(guides).values({ title: 'never' });
    throw new Error('changed my mind');
  });
  await expect(thrown).rejects.toThrow('changed my mind');
  await db.transaction((tx) => tx.insert(guides).values({ title: 'third' }));
  const titles = (await db.select({ title: guides.title }).from(guides)).map(({ title }) => title);
  expect(titles.sort()).toEqual(["it's", 'second', 'third']);
});

test('the folder that holds the state stays closed to everyone but its owner', () => {
  expect(statSync(cloud.directory).mode & 0o777).toBe(0o700);
});

test('the attached secret says where the database is', async () => {
  const value = await new SecretsManagerClient(cloud.client).send(
    new GetSecretValueCommand({ SecretId: target.secretArn }),
  );
  expect(JSON.parse(value.SecretString ?? '')).toMatchObject({
    engine: 'postgres',
    host: '127.0.0.1',
    port: cloud.ports.postgres,
    dbname: 'guidewright',
    username: 'guides',
  });
});

test('parameters within literals, comments, quoted names and casts are left alone', () => {
  const statement = toStatement(
    `SELECT ':a', ":a", :a::text, tags[1:2] /* :a */ -- :a
     FROM t WHERE x = :a AND y = $q$:a$q$ AND z = 'it''s :a' AND w = :b`,
    [
      { name: 'a', value: { longValue: 1 } },
      { name: 'b', value: { isNull: true } },
    ],
  );
  expect(statement.text).toBe(
    `SELECT ':a', ":a", $1::int8::text, tags[1:2] /* :a */ -- :a
     FROM t WHERE x = $1::int8 AND y = $q$:a$q$ AND z = 'it''s :a' AND w = $2`,
  );
  expect(statement.values).toEqual([1, null]);
});

test('nested and quoted arrays are read', () => {
  expect(parseArray('{}')).toEqual([]);
  expect(parseArray('{1,NULL,"NULL","a\\"b,}"}')).toEqual(['1', null, 'NULL', 'a"b,}']);
  expect(parseArray('{{1,2},{3,4}}')).toEqual([
    ['1', '2'],
    ['3', '4'],
  ]);
});

test('PostgreSQL ends with the process that started it, however that ends', async () => {
  const directory = join(cloud.directory, 'state', 'orphan');
  const child = spawn(
    process.execPath,
    [
      '--input-type=module-typescript',
      '--eval',
      `import { startPostgres } from ${JSON.stringify(new URL('../../local/data/rds-data/postgres.ts', import.meta.url).href)};
       const directory = ${JSON.stringify(directory)};
       await startPostgres({ directory, port: ${await freePort()}, superuser: 'rdsadmin', password: 'x', log: () => {} });
       console.log('started');`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(child.stdout, 'data');
  const server = Number(readFileSync(join(directory, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
  expect(() => process.kill(server, 0)).not.toThrow();
  child.kill('SIGKILL');
  await expect.poll(() => isRunning(server), { timeout: 10_000 }).toBe(false);
}, 30_000);

async function freePort(): Promise<number> {
  return (await choosePorts(0)).postgres;
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

test('a database that was killed hard comes back with its rows, even when its process id was given away', async () => {
  await execute('CREATE TABLE kept (n int)');
  await execute('INSERT INTO kept VALUES (7)');
  const lockFile = join(cloud.directory, 'state', 'rds-data', 'cluster', 'postmaster.pid');
  const lock = readFileSync(lockFile, 'utf8');
  execFileSync('kill', ['-KILL', lock.split('\n')[0] ?? '']);
  await cloud.stop();
  const stranger = spawn('sleep', ['60']);
  try {
    writeFileSync(lockFile, lock.replace(/^\d+/, String(stranger.pid)));
    await connect(cloud.directory);
    expect((await execute('SELECT n FROM kept')).records).toEqual([[{ longValue: 7 }]]);
  } finally {
    stranger.kill();
  }
});
