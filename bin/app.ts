import { readFileSync } from 'node:fs';
import { App, DefaultStackSynthesizer, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import cdk from '../cdk.json' with { type: 'json' };
import { parseDeployments } from '../lib/config/deployments.ts';
import { RegionStage } from '../lib/stages/region-stage.ts';

// cdk.json's context is given here as well: without the CDK command nobody else reads it.
const app = new App({
  context: cdk.context,
  analyticsReporting: false,
  // The CDK command checks the bootstrap stack's version itself, before it deploys.
  defaultStackSynthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
});

const file = new URL('../lib/config/deployments.json', import.meta.url);
const deployments = parseDeployments(JSON.parse(readFileSync(file, 'utf8')));

const wanted: unknown = app.node.tryGetContext('deployment');
const chosen = deployments.filter(({ name }) => wanted === undefined || name === wanted);
if (chosen.length === 0) {
  const names = deployments.map(({ name }) => name).join(', ');
  throw new Error(`No deployment is named ${String(wanted)}; lib/config/deployments.json has ${names}`);
}

for (const deployment of chosen) new RegionStage(app, deployment.name, deployment);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
