import { join } from 'node:path';
import { jsonService } from '../../data/wire/json-service.ts';
import type { LocalContext, LocalPart } from '../../service.ts';
import { ExecutionStore } from './execution-store.ts';
import { Executions } from './executions.ts';
import type { StateMachine } from './machines.ts';
import { stateMachineResources } from './machines.ts';
import { operations } from './operations.ts';
import type { Announce } from './status-change.ts';

/** Step Functions: standard workflows in JSONPath, under the state machine's role, surviving a crash. */
export function stepFunctionsPart(context: LocalContext, announce: Announce, retryPace: number): LocalPart {
  const machines = new Map<string, StateMachine>();
  const store = new ExecutionStore(join(context.stateDirectory, 'step-functions', 'executions.sqlite'));
  const executions = new Executions(context, store, announce, retryPace);
  return {
    name: 'step-functions',
    providers: [stateMachineResources(context, machines)],
    services: [
      jsonService({
        names: ['states'],
        target: 'AWSStepFunctions',
        version: '1.0',
        operations: operations({ machines, store, executions }),
      }),
    ],
    async run() {
      executions.resumeAll();
    },
    quiesce: () => executions.suspendAll(),
    async stop() {
      store.close();
    },
  };
}
