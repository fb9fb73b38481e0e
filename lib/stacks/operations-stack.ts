import type { StackProps } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { DataKey } from '../constructs/data-key.ts';
import type { Operations } from '../constructs/product-stack.ts';

export interface OperationsStackProps extends StackProps {
  readonly logLevel: string;
  readonly alarmEmail: string | undefined;
}

/** Where all the other stacks' alarms go. */
export class OperationsStack extends Stack {
  readonly operations: Operations;

  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    super(scope, id, props);
    const key = new DataKey(this, 'AlarmKey', 'Alarms on their way to people');
    key.grant(new ServicePrincipal('cloudwatch.amazonaws.com'), 'kms:Decrypt', 'kms:GenerateDataKey');
    const topic = new Topic(this, 'Alarms', { masterKey: key, enforceSSL: true });
    topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));
    if (props.alarmEmail) topic.addSubscription(new EmailSubscription(props.alarmEmail));
    this.operations = { alarmTopic: topic, logLevel: props.logLevel };
  }
}
