import { randomUUID } from 'node:crypto';
import { optionalNumber, optionalText, text } from '../../data/wire/input.ts';
import type { Input, Operation } from '../../data/wire/json-service.ts';
import { AwsError } from '../../service.ts';
import { described, notRedrivable } from './describe-execution.ts';
import type { Execution, ExecutionStore } from './execution-store.ts';
import type { Executions } from './executions.ts';
import type { StateMachine } from './machines.ts';

interface Parts {
  readonly machines: ReadonlyMap<string, StateMachine>;
  readonly store: ExecutionStore;
  readonly executions: Executions;
}

const largestInput = 1024 * 1024;

export function operations({ machines, store, executions }: Parts): Readonly<Record<string, Operation>> {
  const machineOf = (input: Input): StateMachine => {
    const arn = text(input, 'stateMachineArn');
    const machine = machines.get(arn);
    if (!machine) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return machine;
  };
  const executionOf = (input: Input): Execution => {
    const arn = text(input, 'executionArn');
    const execution = store.find(arn);
    if (!execution) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return execution;
  };
  const on = (member: string, action: string) => (input: Input) => [
    { action: `states:${action}`, resource: text(input, member) },
  ];

  return {
    StartExecution: {
      permissions: on('stateMachineArn', 'StartExecution'),
      run(input) {
        const machine = machineOf(input);
        const execution = newExecution(machine, input);
        const known = store.find(execution.arn);
        if (known) {
          // Starting again with the same name and input answers as the first time, while it runs.
          if (known.status === 'RUNNING' && known.input === execution.input) return started(known);
          throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${known.arn}'`);
        }
        executions.start(execution);
        return started(execution);
      },
    },
    StopExecution: {
      permissions: on('executionArn', 'StopExecution'),
      run(input) {
        const execution = executionOf(input);
        const stopped =
          execution.status === 'RUNNING'
            ? executions.stop(execution, optionalText(input, 'error'), optionalText(input, 'cause'))
            : execution;
        return { stopDate: stopped.stopDate };
      },
    },
    RedriveExecution: {
      permissions: on('executionArn', 'RedriveExecution'),
      run(input) {
        const execution = executionOf(input);
        const reason = notRedrivable(execution);
        if (reason) throw new AwsError('ExecutionNotRedrivable', reason);
        return { redriveDate: executions.redrive(execution).redriveDate };
      },
    },
    DescribeExecution: {
      permissions: on('executionArn', 'DescribeExecution'),
      run: (input) => described(executionOf(input)),
    },
    GetExecutionHistory: {
      permissions: on('executionArn', 'GetExecutionHistory'),
      run(input) {
        const { arn } = executionOf(input);
        const reverse = input.reverseOrder === true;
        const page = pageOf(input);
        return paged('events', store.events(arn, page.limit + 1, page.offset, reverse), page);
      },
    },
    ListExecutions: {
      permissions: on('stateMachineArn', 'ListExecutions'),
      run(input) {
        const { arn } = machineOf(input);
        const page = pageOf(input);
        const found = store.list(arn, optionalText(input, 'statusFilter'), page.limit + 1, page.offset);
        return paged('executions', found.map(summary), page);
      },
    },
    DescribeStateMachine: {
      permissions: on('stateMachineArn', 'DescribeStateMachine'),
      run(input) {
        const { arn, name, definition, roleArn, createdAt } = machineOf(input);
        const fixed = { status: 'ACTIVE', type: 'STANDARD' };
        return { stateMachineArn: arn, name, definition, roleArn, creationDate: createdAt, ...fixed };
      },
    },
    ListStateMachines: {
      permissions: () => [{ action: 'states:ListStateMachines', resource: '*' }],
      run: () => ({
        stateMachines: [...machines.values()].map(({ arn, name, createdAt }) => ({
          stateMachineArn: arn,
          name,
          type: 'STANDARD',
          creationDate: createdAt,
        })),
      }),
    },
  };
}

function newExecution(machine: StateMachine, input: Input): Execution {
  const name = optionalText(input, 'name') ?? randomUUID();
  if (!/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/]{1,80}$/.test(name))
    throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
  const body = optionalText(input, 'input') ?? '{}';
  if (Buffer.byteLength(body) > largestInput || !isJson(body)) {
    throw new AwsError(
      'InvalidExecutionInput',
      "Invalid State Machine Execution Input: 'Invalid execution input.'",
    );
  }
  return {
    arn: `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`,
    name,
    machineArn: machine.arn,
    definition: machine.definition,
    roleArn: machine.roleArn,
    input: body,
    status: 'RUNNING',
    startDate: Date.now() / 1000,
    redriveCount: 0,
  };
}

const started = ({ arn, startDate }: Execution) => ({ executionArn: arn, startDate });

function summary(execution: Execution): object {
  const { arn, machineArn, name, status, startDate, stopDate, redriveCount, redriveDate } = execution;
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startDate,
    stopDate,
    redriveCount,
    redriveDate,
  };
}

interface Page {
  readonly limit: number;
  readonly offset: number;
}

function pageOf(input: Input): Page {
  const limit = optionalNumber(input, 'maxResults') || 100;
  if (limit > 1000) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${limit}' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000`,
    );
  }
  const token = optionalText(input, 'nextToken');
  const offset = token === undefined ? 0 : Number(Buffer.from(token, 'base64').toString());
  if (!Number.isInteger(offset) || offset < 0)
    throw new AwsError('InvalidToken', `Invalid Token: '${token}'`);
  return { limit, offset };
}

function paged(name: string, found: readonly object[], { limit, offset }: Page): object {
  const more = found.length > limit;
  return {
    [name]: found.slice(0, limit),
    ...(more && { nextToken: Buffer.from(String(offset + limit)).toString('base64') }),
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
