import * as z from 'zod/mini';
import { guideDatabase } from '../../lib/adapters/guides/database.ts';
import { migrate } from '../../lib/adapters/guides/migrate.ts';
import { migrations } from '../../lib/adapters/guides/migrations.ts';
import { customResource } from '../../lib/runtime/custom-resource.ts';
import { readEnv } from '../../lib/runtime/environment.ts';

const env = readEnv(['DATABASE_ARN', 'DATABASE_SECRET_ARN', 'DATABASE_NAME']);
export type Env = typeof env;

/** Any property that changes with the migrations makes CloudFormation run it again; deleting leaves the data. */
export const handler = customResource({
  properties: z.looseObject({}),
  run: async ({ type }) => {
    if (type === 'Delete') return {};
    return { attributes: { Version: await migrate(guideDatabase(env), migrations) } };
  },
});
