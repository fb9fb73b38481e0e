import { Duration, Stack } from 'aws-cdk-lib';
import { Metric, Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { RunbookAlarm, type RunbookAlarmProps } from './alarm.ts';

export interface LogAlarmProps extends Omit<RunbookAlarmProps, 'metric' | 'threshold'> {
  /** For example `CIRCUIT_OPENED`. */
  readonly code: string;
  readonly handlers: readonly { readonly node: { readonly id: string }; readonly logGroup: ILogGroup }[];
}

/** Fires when one of the functions logs the code. */
export class LogAlarm extends Construct {
  constructor(scope: Construct, id: string, { code, handlers, ...alarm }: LogAlarmProps) {
    super(scope, id);
    const metricNamespace = `Guidewright/${Stack.of(this).stackName}`;
    for (const { node, logGroup } of handlers)
      new MetricFilter(this, node.id, {
        logGroup,
        filterPattern: FilterPattern.stringValue('$.message', '=', code),
        metricNamespace,
        metricName: code,
        metricValue: '1',
        unit: Unit.COUNT,
      });
    new RunbookAlarm(this, 'Alarm', {
      ...alarm,
      metric: new Metric({
        namespace: metricNamespace,
        metricName: code,
        period: Duration.minutes(5),
        statistic: 'Sum',
      }),
      threshold: 1,
    });
  }
}
