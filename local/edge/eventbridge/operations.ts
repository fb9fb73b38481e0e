import { randomUUID } from 'node:crypto';
import { list, optionalStrings } from '../../data/wire/input.ts';
import type { Input, Operation } from '../../data/wire/json-service.ts';
import type { LocalContext } from '../../service.ts';
import { AwsError } from '../../service.ts';
import { busName, defaultBus } from './resources.ts';
import type { BusEvent, Rule } from './rule.ts';

const mostEntries = 10;
/** All entries of a request together, in bytes. */
const largestRequest = 1024 * 1024;

interface Parts {
  readonly context: LocalContext;
  readonly buses: ReadonlySet<string>;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly publish: (bus: string, event: BusEvent) => void;
}

type EntryOutcome = { EventId: string } | { ErrorCode: string; ErrorMessage: string };

export function operations({ context, buses, rules, publish }: Parts): Readonly<Record<string, Operation>> {
  const { region, account } = context;
  const busArn = (name: string) => `arn:aws:events:${region}:${account}:event-bus/${name}`;
  const busOf = (entry: Input) => busName(String(entry.EventBusName ?? defaultBus));

  function put(entry: Input): EntryOutcome {
    const fault = entryFault(entry);
    if (fault) return fault;
    const event = busEvent(entry, region, account);
    // AWS answers for a bus that does not exist as if it had taken the event
    // (localstack's recorded `test_put_events_nonexistent_event_bus`).
    const bus = busOf(entry);
    if (buses.has(bus)) publish(bus, event);
    else context.log({ level: 'warn', part: 'eventbridge', message: `there is no event bus ${bus}` });
    return { EventId: event.id };
  }

  return {
    PutEvents: {
      permissions: (input) =>
        list(input, 'Entries').map((entry) => ({
          action: 'events:PutEvents',
          resource: busArn(busOf(entry)),
          context: {
            'events:source': String(entry.Source ?? ''),
            'events:detail-type': String(entry.DetailType ?? ''),
          },
        })),
      run(input) {
        const entries = list(input, 'Entries');
        checkRequest(entries);
        const outcomes = entries.map(put);
        return {
          FailedEntryCount: outcomes.filter((outcome) => 'ErrorCode' in outcome).length,
          Entries: outcomes,
        };
      },
    },
    ListEventBuses: {
      permissions: () => [{ action: 'events:ListEventBuses', resource: '*' }],
      run: () => ({ EventBuses: [...buses].map((Name) => ({ Name, Arn: busArn(Name) })) }),
    },
    DescribeEventBus: {
      permissions: (input) => [
        { action: 'events:DescribeEventBus', resource: busArn(busName(String(input.Name ?? defaultBus))) },
      ],
      run(input) {
        const name = busName(String(input.Name ?? defaultBus));
        if (!buses.has(name)) {
          throw new AwsError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
        }
        return { Name: name, Arn: busArn(name) };
      },
    },
    ListRules: {
      permissions: () => [{ action: 'events:ListRules', resource: '*' }],
      run: (input) => ({
        Rules: [...rules.values()]
          .filter(({ bus }) => bus === busOf(input))
          .map(({ name, arn, bus, enabled }) => ({
            Name: name,
            Arn: arn,
            EventBusName: bus,
            State: enabled ? 'ENABLED' : 'DISABLED',
          })),
      }),
    },
  };
}

function checkRequest(entries: readonly Input[]): void {
  if (entries.length === 0 || entries.length > mostEntries) {
    const bound =
      entries.length === 0 ? 'greater than or equal to 1' : `less than or equal to ${mostEntries}`;
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length ${bound}`,
    );
  }
  const size = entries.reduce((sum, entry) => sum + Buffer.byteLength(JSON.stringify(entry)), 0);
  if (size > largestRequest) {
    throw new AwsError('ValidationException', 'Total size of the entries in the request is over the limit.');
  }
}

function entryFault(entry: Input): { ErrorCode: string; ErrorMessage: string } | undefined {
  for (const name of ['Source', 'DetailType', 'Detail']) {
    if (typeof entry[name] === 'string' && entry[name] !== '') continue;
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
    };
  }
  // These are for AWS's own services, which do not come this way.
  if (String(entry.Source).startsWith('aws.')) {
    return {
      ErrorCode: 'NotAuthorizedForSourceException',
      ErrorMessage: 'Not authorized for the source.',
    };
  }
  return parseDetail(entry)
    ? undefined
    : { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
}

function parseDetail(entry: Input): object | undefined {
  try {
    const detail: unknown = JSON.parse(String(entry.Detail));
    return typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? detail : undefined;
  } catch {
    return undefined;
  }
}

function busEvent(entry: Input, region: string, account: string): BusEvent {
  const time = typeof entry.Time === 'number' ? new Date(entry.Time * 1000) : new Date();
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': String(entry.DetailType),
    source: String(entry.Source),
    account,
    time: `${time.toISOString().slice(0, 19)}Z`,
    region,
    resources: optionalStrings(entry, 'Resources'),
    detail: parseDetail(entry),
  };
}
