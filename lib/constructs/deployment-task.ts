import { CustomResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { NodeFunction } from './node-function.ts';

export interface DeploymentTaskProps<Env extends { readonly [Name in keyof Env]: string }> {
  /** `Custom::<Name>` */
  readonly resourceType: `Custom::${string}`;
  readonly handler: NodeFunction<Env>;
  /** The task runs again when one of them changes. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** Runs a function once on deployment, and again when its properties change. */
export class DeploymentTask<Env extends { readonly [Name in keyof Env]: string }> extends Construct {
  private readonly resource: CustomResource;

  constructor(scope: Construct, id: string, { resourceType, handler, properties }: DeploymentTaskProps<Env>) {
    super(scope, id);
    this.resource = new CustomResource(this, 'Resource', {
      serviceToken: handler.arn,
      resourceType,
      properties: { ...properties },
    });
    // Its role's policy too: the function runs the moment this resource is made.
    this.resource.node.addDependency(handler);
  }

  /** An attribute that the function answered with. */
  attribute(name: string): string {
    return this.resource.getAttString(name);
  }
}
