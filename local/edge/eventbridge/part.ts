import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { jsonService } from '../../data/wire/json-service.ts';
import type { LocalContext, LocalPart } from '../../service.ts';
import { Deliveries } from './deliveries.ts';
import { operations } from './operations.ts';
import { defaultBus, eventBridgeResources } from './resources.ts';
import type { BusEvent, Rule } from './rule.ts';
import { scheduleOf } from './schedule.ts';
import { targetInput } from './target-input.ts';

export interface EventBridge {
  readonly part: LocalPart;
  /** Puts an event of a service of AWS's own on the default bus. It is stored before this returns. */
  readonly announce: (event: Pick<BusEvent, 'source' | 'detail-type' | 'resources' | 'detail'>) => void;
}

/** EventBridge: buses, rules by pattern or schedule, and deliveries that are tried until they are taken. */
export function eventBridge(context: LocalContext): EventBridge {
  const buses = new Set([defaultBus]);
  const rules = new Map<string, Rule>();
  const deliveries = new Deliveries(
    context,
    rules,
    join(context.stateDirectory, 'eventbridge', 'deliveries.sqlite'),
  );
  const stops: (() => void)[] = [];

  const deliver = (rule: Rule, event: BusEvent) => {
    for (const target of rule.targets) deliveries.add(rule, target, targetInput(target.input, event, rule));
  };
  const publish = (bus: string, event: BusEvent) => {
    for (const rule of rules.values()) {
      if (rule.enabled && rule.bus === bus && rule.matches?.(event)) deliver(rule, event);
    }
  };

  const part: LocalPart = {
    name: 'eventbridge',
    providers: [eventBridgeResources(context, buses, rules)],
    services: [
      jsonService({
        names: ['events'],
        target: 'AWSEvents',
        version: '1.1',
        operations: operations({ context, buses, rules, publish }),
      }),
    ],
    async run() {
      deliveries.run();
      for (const rule of rules.values()) {
        if (!rule.enabled || rule.schedule === undefined) continue;
        stops.push(scheduleOf(rule.schedule)(() => deliver(rule, scheduledEvent(context, rule))));
      }
    },
    async quiesce() {
      for (const stop of stops) stop();
      await deliveries.quiesce();
    },
    async stop() {
      deliveries.close();
    },
  };
  return { part, announce: (event) => publish(defaultBus, serviceEvent(context, event)) };
}

function scheduledEvent(context: LocalContext, { arn }: Rule): BusEvent {
  return serviceEvent(context, {
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    resources: [arn],
    detail: {},
  });
}

function serviceEvent(
  { region, account }: LocalContext,
  event: Pick<BusEvent, 'source' | 'detail-type' | 'resources' | 'detail'>,
): BusEvent {
  const time = `${new Date().toISOString().slice(0, 19)}Z`;
  return { version: '0', id: randomUUID(), account, time, region, ...event };
}
