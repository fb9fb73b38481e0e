import { Duration } from 'aws-cdk-lib';
import type { EventPattern, IEventBus } from 'aws-cdk-lib/aws-events';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { NodeFunction } from './node-function.ts';

export interface EventConsumerProps<Env extends { readonly [Name in keyof Env]: string }> {
  /** Without: the account's default bus, where AWS services put their events. */
  readonly bus?: IEventBus;
  readonly pattern: EventPattern;
  readonly handler: NodeFunction<Env>;
}

/** Hands events to a function; those that it cannot take, or that never reach it, go to a dead-letter queue. */
export class EventConsumer<Env extends { readonly [Name in keyof Env]: string }> extends Construct {
  constructor(scope: Construct, id: string, { bus, pattern, handler }: EventConsumerProps<Env>) {
    super(scope, id);
    const { queue } = new DeadLetterQueue(this, 'DeadLetters', { of: id });
    const maxEventAge = Duration.hours(6);
    handler.function.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge,
      onFailure: new SqsDestination(queue),
    });
    new Rule(this, 'Rule', {
      ...(bus ? { eventBus: bus } : {}),
      eventPattern: pattern,
      targets: [
        new LambdaFunction(handler.function, { deadLetterQueue: queue, retryAttempts: 20, maxEventAge }),
      ],
    });
  }
}
