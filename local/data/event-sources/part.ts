import { join } from 'node:path';
import type { LocalContext, LocalPart, ResourceProvider } from '../../service.ts';
import type { Streams } from '../kinesis/streams.ts';
import { resourceUuid } from '../physical-name.ts';
import type { Queues } from '../sqs/queues.ts';
import { checkAccess } from './access.ts';
import { Checkpoints } from './checkpoints.ts';
import type { Mapping } from './mapping.ts';
import { mappingFrom } from './mapping.ts';
import { pollQueue } from './queue-poller.ts';
import { pollShard } from './shard-poller.ts';

interface EventSources {
  readonly streams: Streams;
  readonly queues: Queues;
  readonly now: () => number;
}

/** Event source mappings: they read streams and queues and invoke functions, once everything stands. */
export function eventSourcesPart(context: LocalContext, { streams, queues, now }: EventSources): LocalPart {
  const checkpoints = new Checkpoints(join(context.stateDirectory, 'event-sources', 'checkpoints.sqlite'));
  const mappings: Mapping[] = [];
  const stopping = new AbortController();
  const pollers: Promise<void>[] = [];

  function poll(mapping: Mapping, role: string): readonly Promise<void>[] {
    const { signal } = stopping;
    if (mapping.source === 'sqs') {
      const queue = queues.find(mapping.sourceArn);
      return Array.from({ length: mapping.concurrency }, () =>
        pollQueue({ context, queues, queue, mapping, signal }),
      );
    }
    const stream = streams.find(mapping.sourceArn.split('stream/')[1] ?? '');
    if (!stream)
      throw new Error(`The mapping ${mapping.id} reads ${mapping.sourceArn}, which does not exist`);
    return Array.from({ length: stream.shardCount }, (_, shard) =>
      pollShard({ context, streams, stream, checkpoints, mapping, role, now, signal }, shard),
    );
  }

  function roleOf(mapping: Mapping): string {
    const role = context.functionRole?.(mapping.functionArn);
    if (role) return role;
    const message = 'the role of the function is unknown: its grants on the source are not checked';
    context.log({ level: 'warn', part: 'event-sources', message, detail: { mapping: mapping.id } });
    return 'service';
  }

  function failed(mapping: Mapping, error: unknown): void {
    context.log({
      level: 'error',
      part: 'event-sources',
      message: `a poller ended: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      detail: { mapping: mapping.id, source: mapping.sourceArn },
    });
  }

  return {
    name: 'event-sources',
    providers: [mappingProvider(context, mappings)],
    async run() {
      for (const mapping of mappings) {
        const role = roleOf(mapping);
        await checkAccess(context, mapping, role);
        pollers.push(...poll(mapping, role).map((poller) => poller.catch((error) => failed(mapping, error))));
      }
    },
    async stop() {
      stopping.abort();
      await Promise.all(pollers);
      checkpoints.close();
    },
  };
}

function mappingProvider(context: LocalContext, mappings: Mapping[]): ResourceProvider {
  const functionArn = (name: string) =>
    `arn:aws:lambda:${context.region}:${context.account}:function:${name}`;
  return {
    types: ['AWS::Lambda::EventSourceMapping'],
    identify(resource) {
      const id = resourceUuid(resource);
      const arn = `arn:aws:lambda:${context.region}:${context.account}:event-source-mapping:${id}`;
      return { ref: id, attributes: { Id: id, EventSourceMappingArn: arn } };
    },
    async create(resource) {
      const mapping = mappingFrom(resource, functionArn);
      if (mapping) mappings.push(mapping);
    },
  };
}
