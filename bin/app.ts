import { readFileSync } from 'node:fs';
import { chooseDeployments, parseDeployments } from '../lib/config/deployments.ts';
import { ProductApp } from '../lib/stages/product-app.ts';

const file = new URL('../lib/config/deployments.json', import.meta.url);
const deployments = parseDeployments(JSON.parse(readFileSync(file, 'utf8')));
// `-c deployment=SharedUsEast1` of the CDK command: one Stage instead of all.
const { deployment }: { deployment?: string } = JSON.parse(process.env.CDK_CONTEXT_JSON ?? '{}');
new ProductApp({ deployments: chooseDeployments(deployments, deployment) }).synth();
