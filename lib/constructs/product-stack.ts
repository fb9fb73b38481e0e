import type { StackProps } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** How the functions of a Stage are run and watched. */
export interface Operations {
  /** Where every alarm goes. */
  readonly alarmTopic: ITopic;
  readonly logLevel: string;
}

export interface ProductStackProps extends StackProps {
  readonly operations: Operations;
}

/** A stack whose constructs know where their alarms go without every one of them being told. */
export abstract class ProductStack extends Stack {
  readonly operations: Operations;

  constructor(scope: Construct, id: string, props: ProductStackProps) {
    super(scope, id, props);
    this.operations = props.operations;
  }

  static operationsOf(scope: Construct): Operations {
    const stack = Stack.of(scope);
    if (stack instanceof ProductStack) return stack.operations;
    throw new Error(`${scope.node.path} needs a ProductStack around it, for its alarms`);
  }
}
