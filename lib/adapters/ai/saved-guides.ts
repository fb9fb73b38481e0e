import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import type { SuggestPorts } from '../../domain/ai/suggest-for-guide.ts';
import { clientSettings } from '../../runtime/aws-client.ts';
import { savedVersions } from '../../runtime/saved-versions.ts';

interface SavedGuidesEnv {
  readonly DATABASE_ARN: string;
  readonly DATABASE_SECRET_ARN: string;
  readonly DATABASE_NAME: string;
  readonly CONTENT_TABLE_NAME: string;
  readonly MEDIA_BUCKET_NAME: string;
}

const database = new RDSDataClient(clientSettings);

/** The newest versions of guides, for reading. The database says which that is, and whether the guide is there. */
export function savedGuides(env: SavedGuidesEnv): SuggestPorts['guides'] {
  const contents = savedVersions(env.CONTENT_TABLE_NAME, env.MEDIA_BUCKET_NAME);
  return {
    newest: async (tenantId, guideId) => {
      const { records } = await database.send(
        new ExecuteStatementCommand({
          resourceArn: env.DATABASE_ARN,
          secretArn: env.DATABASE_SECRET_ARN,
          database: env.DATABASE_NAME,
          sql: 'select version from guides where tenant_id = :tenant and id = :guide and deleted_at is null',
          parameters: [
            { name: 'tenant', value: { stringValue: tenantId } },
            { name: 'guide', value: { stringValue: guideId } },
          ],
        }),
      );
      const version = records?.[0]?.[0]?.longValue;
      if (version === undefined) return undefined;
      const saved = await contents.read(guideId, version);
      return saved?.tenantId === tenantId ? saved : undefined;
    },
  };
}
