import { shareLinks } from '../../lib/adapters/share/links.ts';
import { guideDeleted } from '../../lib/contracts/guides/guide.ts';
import { endLinks } from '../../lib/domain/share/end-links.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { busConsumer } from '../../lib/runtime/workflow-task.ts';

const env = readEnv(['LINK_TABLE_NAME']);
export type Env = typeof env;

const ports = { links: shareLinks(env.LINK_TABLE_NAME), now: () => new Date() };

export const handler = busConsumer({
  detail: guideDeleted,
  run: (deleted) => endLinks(ports, deleted),
});
