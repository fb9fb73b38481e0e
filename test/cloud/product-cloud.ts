import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAssembly } from '../../cli/cloud/build-assembly.ts';
import { type LiveRecording, liveRecording } from '../../lib/contracts/compose/step.ts';
import { type GuideResponse, guideResponse } from '../../lib/contracts/guides/guide.ts';
import { tokenResponse } from '../../lib/contracts/identity/token.ts';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '../../local/main.ts';
import { openRecording, type RecordingAgent } from '../agent/recording-agent.ts';

/** The whole product in this process, with somebody signed in and every fault at hand. */
export interface ProductCloud {
  readonly faults: LocalCloud['faults'];
  readonly admin: LocalCloud['adminCredentials'];
  readonly endpoint: string;
  readonly api: string;
  readonly token: string;
  /** For example `ComposeBatches`. */
  functionName(construct: string): string;
  openRecording(): Promise<RecordingAgent>;
  recording(recordingId: string): Promise<LiveRecording>;
  guide(guideId: string): Promise<GuideResponse>;
  call(method: string, path: string, body?: unknown): Promise<Response>;
  /** The access token of somebody of another tenant. */
  strangersToken(): Promise<string>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A resource of a template, to be changed in place. */
interface TemplateResource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

/** `weaken` takes a protection out of the templates, for controls. */
export async function startProductCloud(
  weaken?: (resource: TemplateResource) => void,
  options: Pick<LocalCloudOptions, 'workflowRetryPace'> = {},
): Promise<ProductCloud> {
  const directory = await mkdtemp(join(tmpdir(), 'product-cloud-'));
  // A copy of its own: the next build of changed sources removes the one it replaces.
  const assemblyDirectory = join(directory, 'cdk.out');
  const built = await buildAssembly({ step: () => {}, result: () => {} });
  await cp(built, assemblyDirectory, { recursive: true });
  if (weaken) await changeResources(assemblyDirectory, weaken);
  const cloud = await startLocalCloud({
    assemblyDirectory,
    stateDirectory: join(directory, 'state'),
    port: 0,
    ...options,
  });
  const { ApiUrl: api = '', SeedTenantFunctionName = '' } = cloud.outputs;
  const signUp = async (email: string, name: string, tenantName: string) => {
    const user = { email, password: 'a long password' };
    await cloud.invoke(SeedTenantFunctionName, { ...user, name, tenantName });
    const body = JSON.stringify({ grant: 'password', ...user });
    const signedIn = await fetch(`${api}/v1/tokens`, { method: 'POST', body });
    return tokenResponse.parse(await signedIn.json()).accessToken;
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
    endpoint: cloud.endpoint,
    api,
    token: accessToken,
    functionName: (construct) => {
      const found = cloud.functionNames.find((name) => name.includes(`-${construct}Function`));
      if (found === undefined) throw new Error(`The templates have no function ${construct}`);
      return found;
    },
    openRecording: () => openRecording(api, accessToken),
    recording: async (id) => liveRecording.parse(await (await call('GET', `/v1/recordings/${id}`)).json()),
    guide: async (id) => guideResponse.parse(await (await call('GET', `/v1/guides/${id}`)).json()),
    call,
    strangersToken: () => signUp('eve@example.org', 'Eve', 'Elsewhere'),
    [Symbol.asyncDispose]: async () => {
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
