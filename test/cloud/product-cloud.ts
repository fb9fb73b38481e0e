import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAssembly } from '../../cli/cloud/build-assembly.ts';
import { connectStandInPayments } from '../../cli/payments/connect-stand-in.ts';
import type { StandInPayments } from '../../cli/payments/stand-in.ts';
import { type LiveRecording, liveRecording } from '../../lib/contracts/compose/step.ts';
import { type GuideResponse, guideResponse } from '../../lib/contracts/guides/guide.ts';
import type { Plan } from '../../lib/contracts/metering/plan.ts';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '../../local/main.ts';
import { openRecording, type RecordingAgent } from '../agent/recording-agent.ts';
import { signIn } from '../agent/sign-in.ts';
import { scriptReader, seesNothing } from './scripted-reader.ts';

/** The whole product in this process, with somebody signed in and every fault at hand. */
export interface ProductCloud {
  readonly faults: LocalCloud['faults'];
  readonly admin: LocalCloud['adminCredentials'];
  readonly payments: StandInPayments;
  readonly endpoint: string;
  readonly stateDirectory: string;
  /** Outputs and exports of the stacks. */
  readonly outputs: LocalCloud['outputs'];
  readonly api: string;
  readonly edge: string;
  /** Where the mails that were sent can be read. */
  readonly mailUrl: string;
  readonly token: string;
  /** For example `ComposeBatches`. */
  functionName(construct: string): string;
  /** What the function of that construct answers an operator. */
  invoke(construct: string, payload: unknown): Promise<unknown>;
  openRecording(): Promise<RecordingAgent>;
  recording(recordingId: string): Promise<LiveRecording>;
  guide(guideId: string): Promise<GuideResponse>;
  call(method: string, path: string, body?: unknown): Promise<Response>;
  /** Makes a tenant with further members, as an operator does; everybody's password is `a long password`. */
  seed(request: SeedRequest): Promise<Seeded>;
  /** The access token of somebody of another tenant. */
  strangersToken(): Promise<string>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface SeedRequest {
  readonly email: string;
  readonly name: string;
  readonly tenantName: string;
  readonly members?: readonly { readonly email: string; readonly name: string; readonly role: string }[];
}

export interface Seeded {
  readonly tenantId: string;
  readonly userId: string;
  readonly members: readonly { readonly userId: string; readonly email: string }[];
}

/** A resource of a template, to be changed in place. */
interface TemplateResource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

/**
 * `weaken` takes a protection out of the templates, for controls. Tests ask more often than people do, and have the
 * plan for it unless told; `models` are those of lib/config/models.ts. Pictures are taken to show no text until a test
 * says what they show, since to read them takes seconds.
 */
export async function startProductCloud(
  weaken?: (resource: TemplateResource) => void,
  {
    plan = 'ENTERPRISE',
    models,
    ...options
  }: Pick<LocalCloudOptions, 'workflowRetryPace'> & { plan?: Plan; models?: unknown } = {},
): Promise<ProductCloud> {
  const directory = await mkdtemp(join(tmpdir(), 'product-cloud-'));
  // A copy of its own: the next build of changed sources removes the one it replaces.
  const assemblyDirectory = join(directory, 'cdk.out');
  const built = await buildAssembly({ step: () => {}, result: () => {} }, models);
  await cp(built, assemblyDirectory, { recursive: true });
  if (weaken) await changeResources(assemblyDirectory, weaken);
  scriptReader(join(directory, 'state'), [seesNothing]);
  const cloud = await startLocalCloud({
    assemblyDirectory,
    stateDirectory: join(directory, 'state'),
    port: 0,
    ...options,
  });
  const { ApiUrl: api = '', EdgeUrl: edge = '' } = cloud.outputs;
  const { SeedTenantFunctionName = '', SetPlanFunctionName = '' } = cloud.outputs;
  const payments = await connectStandInPayments(cloud);
  const makeTenant = async (people: object) => {
    const made = await cloud.invoke(SeedTenantFunctionName, people);
    if (!made.ok) throw new Error(`The tenant was not made: ${made.error.errorMessage}`);
    const seeded = made.payload as Seeded;
    if (plan !== 'STARTER') await cloud.invoke(SetPlanFunctionName, { tenantId: seeded.tenantId, plan });
    return seeded;
  };
  const signUp = async (email: string, name: string, tenantName: string) => {
    const user = { email, password: 'a long password' };
    await makeTenant({ ...user, name, tenantName });
    return (await signIn({ edge, ...user })).access_token;
  };
  const functionName = (construct: string) => {
    const found = cloud.functionNames.find((name) => name.includes(`-${construct}Function`));
    if (found === undefined) throw new Error(`The templates have no function ${construct}`);
    return found;
  };
  const accessToken = await signUp('ada@example.com', 'Ada', 'Acme');
  const call = (method: string, path: string, body?: unknown) =>
    fetch(`${api}${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    faults: cloud.faults,
    admin: cloud.adminCredentials,
    payments,
    endpoint: cloud.endpoint,
    stateDirectory: join(directory, 'state'),
    outputs: cloud.outputs,
    api,
    edge,
    mailUrl: cloud.mailUrl,
    token: accessToken,
    functionName,
    async invoke(construct, payload) {
      const result = await cloud.invoke(functionName(construct), payload);
      if (!result.ok) throw new Error(`${construct}: ${result.error.errorMessage}`);
      return result.payload;
    },
    openRecording: () => openRecording(api, accessToken),
    recording: async (id) => liveRecording.parse(await (await call('GET', `/v1/recordings/${id}`)).json()),
    guide: async (id) => guideResponse.parse(await (await call('GET', `/v1/guides/${id}`)).json()),
    call,
    seed: async ({ members = [], ...owner }) => {
      const secret = { password: 'a long password' };
      const people = { ...owner, ...secret, members: members.map((member) => ({ ...member, ...secret })) };
      return makeTenant(people);
    },
    strangersToken: () => signUp('eve@example.org', 'Eve', 'Elsewhere'),
    [Symbol.asyncDispose]: async () => {
      await payments.stop();
      await cloud.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function changeResources(
  assembly: string,
  change: (resource: TemplateResource) => void,
): Promise<void> {
  for (const name of await readdir(assembly, { recursive: true })) {
    if (!name.endsWith('.template.json')) continue;
    const template = JSON.parse(await readFile(join(assembly, name), 'utf8'));
    for (const resource of Object.values<TemplateResource>(template.Resources)) change(resource);
    await writeFile(join(assembly, name), JSON.stringify(template));
  }
}
