import { synthesize } from './cloud/synthesize.ts';
import { readOptions } from './read-options.ts';

/*
 * npm run synth [-- DEPLOYMENT]: synthesizes and checks every deployment of lib/config/deployments.json, or one,
 * into cdk.out. The CDK command does the same and more, more slowly.
 */
const { positionals } = readOptions(
  {
    usage: 'Usage: npm run synth [-- DEPLOYMENT]',
    help: `Synthesizes and checks every deployment of lib/config/deployments.json, or the one named, into cdk.out, or into
the folder that CDK_OUTDIR names.`,
  },
  { allowPositionals: true },
);
const [deployment] = positionals;
const directory = process.env.CDK_OUTDIR ?? 'cdk.out';
process.exitCode = await synthesize(directory, deployment, (chunk) => process.stderr.write(chunk));
