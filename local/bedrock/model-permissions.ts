import type { LocalContext, Permission } from '../service.ts';

/** An inference profile is asked, which asks the model in a region that it chooses: here always this one. */
const profile = /^(us|us-gov|eu|apac|au|jp|ca|global)\./;

/** What IAM must allow for a call of the model; of an inference profile both it and the model behind it. */
export function permissionsFor(
  model: string,
  { region, account }: Pick<LocalContext, 'region' | 'account'>,
): Permission[] {
  const action = 'bedrock:InvokeModel';
  const foundation = `arn:aws:bedrock:${region}::foundation-model/${model.replace(profile, '')}`;
  if (!profile.test(model)) return [{ action, resource: foundation }];
  const resource = `arn:aws:bedrock:${region}:${account}:inference-profile/${model}`;
  return [
    { action, resource },
    { action, resource: foundation, context: { 'bedrock:InferenceProfileArn': resource } },
  ];
}
