import { readFileSync } from 'node:fs';
import { chooseDeployments, parseDeployments, withModels } from '../lib/config/deployments.ts';
import { ProductApp } from '../lib/stages/product-app.ts';

const file = new URL('../lib/config/deployments.json', import.meta.url);
const deployments = parseDeployments(JSON.parse(readFileSync(file, 'utf8')));
// `-c deployment=SharedUsEast1` of the CDK command: one Stage instead of all. `models`: of the local cloud.
const { deployment, models }: { deployment?: string; models?: unknown } = JSON.parse(
  process.env.CDK_CONTEXT_JSON ?? '{}',
);
const chosen = chooseDeployments(deployments, deployment);
new ProductApp({ deployments: models === undefined ? chosen : withModels(chosen, models) }).synth();
