import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { drizzle } from 'drizzle-orm/aws-data-api/pg';
import { clientSettings } from '../../runtime/aws-client.ts';

export type DatabaseEnv = Readonly<Record<'DATABASE_ARN' | 'DATABASE_SECRET_ARN' | 'DATABASE_NAME', string>>;

const client = new RDSDataClient(clientSettings);

/** Aurora through the RDS Data API: no connection, no VPC. */
export function guideDatabase(env: DatabaseEnv) {
  return drizzle(client, {
    database: env.DATABASE_NAME,
    resourceArn: env.DATABASE_ARN,
    secretArn: env.DATABASE_SECRET_ARN,
  });
}

export type GuideDatabase = ReturnType<typeof guideDatabase>;
