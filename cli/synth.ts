import { spawnSync } from 'node:child_process';

/*
 * npm run synth [-- DEPLOYMENT]: synthesizes and checks every deployment of lib/config/deployments.json, or one,
 * into cdk.out. The CDK command does the same and more, more slowly.
 */
const [deployment] = process.argv.slice(2);
const { status } = spawnSync(process.execPath, ['bin/app.ts'], {
  stdio: 'inherit',
  env: {
    ...process.env,
    CDK_OUTDIR: process.env.CDK_OUTDIR ?? 'cdk.out',
    CDK_CONTEXT_JSON: JSON.stringify(deployment ? { deployment } : {}),
  },
});
process.exitCode = status ?? 1;
