import { App, DefaultStackSynthesizer, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import cdk from '../../cdk.json' with { type: 'json' };
import type { Deployment } from '../config/deployments.ts';
import { RegionStage } from './region-stage.ts';

export interface ProductAppProps {
  readonly deployments: readonly Deployment[];
  /** Without: `CDK_OUTDIR`, or a temporary folder. */
  readonly outdir?: string;
}

/** One Stage for each deployment. Synthesizing fails on a finding of cdk-nag and on a property that AWS would refuse. */
export class ProductApp extends App {
  constructor({ deployments, outdir }: ProductAppProps) {
    super({
      // cdk.json's context is given here as well: without the CDK command nobody else reads it.
      context: cdk.context,
      analyticsReporting: false,
      // The CDK command checks the bootstrap stack's version itself, before it deploys.
      defaultStackSynthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
      ...(outdir ? { outdir } : {}),
    });
    for (const deployment of deployments) new RegionStage(this, deployment.name, deployment);
    Validations.of(this).addPlugins(new AwsSolutionsChecks(this));
  }
}
