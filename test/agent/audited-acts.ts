import { accountResponse } from '../../lib/contracts/identity/account.ts';
import { createApiKeyResponse } from '../../lib/contracts/identity/api-key.ts';
import { invitation } from '../../lib/contracts/identity/member.ts';
import { policiesResponse } from '../../lib/contracts/identity/policy.ts';
import {
  acceptInvitationResponse,
  verifyRegistrationResponse,
} from '../../lib/contracts/identity/registration.ts';
import { standardRules } from '../../lib/contracts/redaction/policy.ts';
import { createLinkResponse } from '../../lib/contracts/share/link.ts';
import { eventually } from '../cloud/eventually.ts';
import type { ProductCloud } from '../cloud/product-cloud.ts';
import { mailbox } from './mailbox.ts';
import { clickAction } from './sample-actions.ts';
import { signIn } from './sign-in.ts';

/** An operation that was asked for and done, and what it was done to. */
export interface Act {
  readonly operation: string;
  readonly status: number;
  /** Whose log has it: of the first tenant, or of the one that registered. */
  readonly log: 'seeded' | 'registered';
  readonly resource?: string;
}

const password = 'seven quiet otters 42';
const script = {
  title: 'Save it',
  steps: [
    { type: 'navigate', url: 'http://shop.invalid/' },
    { type: 'click', selectors: [['aria/Save'], ['#save']], offsetX: 1, offsetY: 1 },
  ],
};

/** Does everything that changes something, once, as the people who may; gives who `registered` then. */
export async function doEverything(
  product: ProductCloud,
): Promise<{ acts: readonly Act[]; registeredToken: string }> {
  const acts: Act[] = [];
  const ask = async (token: string | undefined, method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${product.api}${path}`, {
      method,
      headers: token ? { authorization: `Bearer ${token}` } : {},
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, json: text === '' ? undefined : safeJson(text) };
  };
  let token = product.token;
  const act = async (
    operation: string,
    [method, path, body]: readonly [string, string, unknown?],
    resource?: string,
    log: Act['log'] = 'seeded',
  ) => {
    const { status, json } = await ask(token, method, path, body);
    acts.push({ operation, status, log, ...(resource ? { resource } : {}) });
    return json;
  };

  await recordings(product, act, acts);
  await guides(product, act);
  await tenants(act);
  await plans(product, act, acts);
  const mails = mailbox(product.mailUrl);

  const bob = 'bob@acme.example';
  const invited = invitation.parse(
    await act('inviteMember', ['POST', '/v1/invitations', { email: bob, role: 'viewer' }]),
  );
  const carl = invitation.parse(
    (await ask(token, 'POST', '/v1/invitations', { email: 'carl@acme.example', role: 'viewer' })).json,
  );
  await act('withdrawInvitation', ['DELETE', `/v1/invitations/${carl.id}`], carl.id);
  const { token: invitationToken } = await mails.latest(invited.email);
  const accepted = acceptInvitationResponse.parse(
    await act('acceptInvitation', [
      'POST',
      '/v1/invitations/accept',
      { token: invitationToken, name: 'Bob', password },
    ]),
  );
  const member = `/v1/members/${accepted.userId}`;
  await act('changeMember', ['PUT', member, { role: 'editor' }], accepted.userId);
  const signedIn = async (email: string, secret: string) =>
    (await signIn({ edge: product.edge, email, password: secret })).access_token;
  token = await signedIn(bob, password);
  await act('changeAccount', ['PUT', '/v1/account', { name: 'Robert' }], accepted.userId);
  const next = 'nine purple herons 17';
  await act('changePassword', ['PUT', '/v1/account/password', { current: password, next }], accepted.userId);
  // Tokens count whole seconds: one of the very second in which all sessions ended does not hold.
  const holding = async (email: string, secret: string) => {
    const { fresh } = await eventually(
      async () => {
        const fresh = await signedIn(email, secret);
        return { fresh, ...(await ask(fresh, 'GET', '/v1/account')) };
      },
      ({ status }) => status === 200,
    );
    return fresh;
  };
  token = await holding(bob, next);
  await act('signOutEverywhere', ['DELETE', '/v1/account/sessions'], accepted.userId);
  token = product.token;
  await act('removeMember', ['DELETE', member], accepted.userId);

  const dora = { email: 'dora@new.example', password };
  await ask(undefined, 'POST', '/v1/registrations', { ...dora, name: 'Dora', company: 'New' });
  const { token: confirmation } = await mails.latest(dora.email);
  verifyRegistrationResponse.parse(
    await act(
      'verifyRegistration',
      ['POST', '/v1/registrations/verify', { token: confirmation, password }],
      undefined,
      'registered',
    ),
  );
  await ask(undefined, 'POST', '/v1/password-resets', { email: dora.email });
  const { token: reset } = await mails.latest(dora.email, 2);
  await act(
    'completePasswordReset',
    ['POST', '/v1/password-resets/complete', { token: reset, password: next }],
    undefined,
    'registered',
  );
  return { acts, registeredToken: await holding(dora.email, next) };
}

type Do = (
  operation: string,
  request: readonly [method: string, path: string, body?: unknown],
  resource?: string,
) => Promise<unknown>;

async function recordings(product: ProductCloud, act: Do, acts: Act[]): Promise<void> {
  const open = async () => {
    const agent = await product.openRecording();
    await agent.send(await agent.seal(1, [clickAction(0)]));
    return agent;
  };
  const agent = await open();
  acts.push({ operation: 'openRecording', status: 201, log: 'seeded', resource: agent.recordingId });
  await act('discardRecording', ['DELETE', `/v1/recordings/${agent.recordingId}`], agent.recordingId);
  const { recordingId } = await open();
  const kills = [1, 2, 3].map((call) =>
    product.faults.killWorker({ functionName: product.functionName('AssembleGuide'), call, when: 'before' }),
  );
  const place = `/v1/recordings/${recordingId}`;
  await act('finalizeRecording', ['POST', `${place}/finalize`, { lastSequence: 1 }], recordingId);
  const settled = (wanted: string) =>
    eventually(
      () => product.recording(recordingId),
      ({ status }) => status === wanted,
      90_000,
    );
  await settled('failed');
  if (kills.some((kill) => kill.struck() !== 1)) throw new Error('the workflow failed otherwise');
  product.faults.healAll();
  await act('redriveGuide', ['POST', `${place}/redrive`], recordingId);
  await settled('published');
}

async function guides(product: ProductCloud, act: Do): Promise<void> {
  const imported = (await act('importRecording', [
    'POST',
    '/v1/imports',
    { recorder: script, visibility: 'link' },
  ])) as { recordingId: string; guideId: string };
  await eventually(
    () => product.recording(imported.recordingId),
    ({ status }) => status === 'published',
    90_000,
  );
  const guide = `/v1/guides/${imported.guideId}`;
  const { link } = createLinkResponse.parse(await act('createLink', ['POST', `${guide}/links`, {}]));
  await act('revokeLink', ['DELETE', `${guide}/links/${link.id}`], link.id);
  await act('setVisibility', ['PUT', `${guide}/visibility`, { visibility: 'public' }], imported.guideId);
  await act(
    'setCollaborators',
    ['PUT', `${guide}/collaborators`, { sensitive: true, collaborators: [] }],
    imported.guideId,
  );
  await act('exportGuide', ['GET', `${guide}/export?format=markdown`], imported.guideId);
  await act('deleteGuide', ['DELETE', guide], imported.guideId);
}

async function tenants(act: Do): Promise<void> {
  const { key } = createApiKeyResponse.parse(
    await act('createApiKey', ['POST', '/v1/api-keys', { name: 'Machine', scopes: ['guides:read'] }]),
  );
  const rotated = createApiKeyResponse.parse(
    await act('rotateApiKey', ['POST', `/v1/api-keys/${key.id}/rotate`, {}]),
  );
  await act('revokeApiKey', ['DELETE', `/v1/api-keys/${rotated.key.id}`], rotated.key.id);
  const policy = {
    id: 'no-export',
    description: '',
    text: 'forbid (principal in Role::"viewer", action == Action::"exportGuide", resource);',
  };
  policiesResponse.parse(
    await act('writePolicies', ['PUT', '/v1/policies', { version: 0, policies: [policy] }]),
  );
  await act('writeRedactionPolicy', ['PUT', '/v1/redaction-policy', { ...standardRules, revision: 0 }]);
  await act('exportAudit', ['POST', '/v1/audit/exports']);
}

/** To one that costs less and is in force at once; and the payment provider has something to say. */
async function plans(product: ProductCloud, act: Do, acts: Act[]): Promise<void> {
  const { tenant } = accountResponse.parse(await (await product.call('GET', '/v1/account')).json());
  await act('changePlan', ['PUT', '/v1/plan', { plan: 'PROFESSIONAL' }], tenant.id);
  const subscription = { id: 'sub_1', status: 'active', metadata: { tenant_id: tenant.id } };
  const { status } = await product.payments.send('customer.subscription.updated', subscription);
  acts.push({ operation: 'receivePayment', status, log: 'seeded', resource: tenant.id });
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
