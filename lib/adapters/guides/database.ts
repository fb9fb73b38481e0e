import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { drizzle } from 'drizzle-orm/aws-data-api/pg';

export type DatabaseEnv = Readonly<Record<'DATABASE_ARN' | 'DATABASE_SECRET_ARN' | 'DATABASE_NAME', string>>;

// A paused Aurora needs about 15 s to wake: the attempts are spread over more than that.
const client = new RDSDataClient({ maxAttempts: 8 });

/** Aurora through the RDS Data API: no connection, no VPC. */
export function guideDatabase(env: DatabaseEnv) {
  return drizzle(client, {
    database: env.DATABASE_NAME,
    resourceArn: env.DATABASE_ARN,
    secretArn: env.DATABASE_SECRET_ARN,
  });
}

export type GuideDatabase = ReturnType<typeof guideDatabase>;
