import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { AlarmedQueue } from './alarmed-queue.ts';
import { allowReceive } from './grants.ts';
import type { NodeFunction } from './node-function.ts';

export interface QueueConsumerProps<Env extends { readonly [Name in keyof Env]: string }> {
  readonly handler: NodeFunction<Env>;
  readonly queue: AlarmedQueue;
  readonly batchSize: number;
  /** How many may run at once, at least 2. */
  readonly concurrency: number;
}

/** Hands the messages of a queue to a function. A batch that fails comes again as a whole. */
export class QueueConsumer<Env extends { readonly [Name in keyof Env]: string }> extends Construct {
  constructor(scope: Construct, id: string, { handler, queue, ...how }: QueueConsumerProps<Env>) {
    super(scope, id);
    allowReceive(handler, queue.queue);
    const mapping = new CfnEventSourceMapping(this, 'Mapping', {
      functionName: handler.arn,
      eventSourceArn: queue.queue.queueArn,
      batchSize: how.batchSize,
      scalingConfig: { maximumConcurrency: how.concurrency },
    });
    mapping.node.addDependency(handler.role);
  }
}
