import { synthesize } from './cloud/synthesize.ts';

/*
 * npm run synth [-- DEPLOYMENT]: synthesizes and checks every deployment of lib/config/deployments.json, or one,
 * into cdk.out. The CDK command does the same and more, more slowly.
 */
const [deployment] = process.argv.slice(2);
const directory = process.env.CDK_OUTDIR ?? 'cdk.out';
process.exitCode = await synthesize(directory, deployment, (chunk) => process.stderr.write(chunk));
