import { readFileSync } from 'node:fs';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { RunbookAlarm } from './alarm.ts';
import { allow } from './grants.ts';

export interface WorkflowProps {
  /** File name in state-machines. */
  readonly definition: `${string}.asl.json`;
  /** By state name, which is also the function file's: fills `${<StateName>FunctionArn}`. */
  readonly functions: Readonly<Record<string, { readonly arn: string }>>;
  /** Fills `${EventBusName}`. */
  readonly bus: IEventBus;
  /** What a failed execution means for people. */
  readonly meaning: string;
}

/** A Standard state machine whose history can be read and redriven, and whose logs hold no content. */
export class Workflow extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, { definition, functions, bus, meaning }: WorkflowProps) {
    super(scope, id);
    const logs = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
      // Other names make Step Functions write to the account's log resource policy, which has a small size limit.
      logGroupName: `/aws/vendedlogs/states/${Stack.of(this).stackName}-${id}`,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    const arns = Object.entries(functions).map(([state, { arn }]) => [`${state}FunctionArn`, arn] as const);
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(
        readFileSync(new URL(`../../state-machines/${definition}`, import.meta.url), 'utf8'),
      ),
      definitionSubstitutions: { ...Object.fromEntries(arns), EventBusName: bus.eventBusName },
      role,
      tracingEnabled: true,
      logs: { destination: logs, level: LogLevel.ALL, includeExecutionData: false },
    });
    allow(role, { actions: ['lambda:InvokeFunction'], resources: arns.map(([, arn]) => arn) });
    allow(role, { actions: ['events:PutEvents'], resources: [bus.eventBusArn] });
    acknowledge(
      role,
      'IAM5[Resource::*]',
      'Log delivery and X-Ray segments are set up and sent without naming a resource.',
    );
    this.watch(meaning);
  }

  get arn(): string {
    return this.stateMachine.stateMachineArn;
  }

  /** ARN pattern of the machine's executions. */
  get executionArns(): string {
    return Stack.of(this).formatArn({
      service: 'states',
      resource: `execution:${this.stateMachine.stateMachineName}:*`,
    });
  }

  private watch(meaning: string): void {
    const period = Duration.minutes(5);
    const metrics = {
      Failed: this.stateMachine.metricFailed({ period }),
      TimedOut: this.stateMachine.metricTimedOut({ period }),
      Aborted: this.stateMachine.metricAborted({ period }),
      Throttled: this.stateMachine.metricThrottled({ period }),
    };
    for (const [name, metric] of Object.entries(metrics)) {
      new RunbookAlarm(this, name, { metric, threshold: 1, meaning, runbook: 'workflow-failures' });
    }
  }
}
