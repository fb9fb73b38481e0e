import { edgeActions } from '../../../contracts/api/edge-paths.ts';
import type { Action } from '../../../contracts/identity/action.ts';
import type { Admission, RateState } from '../../../contracts/identity/caller.ts';
import type { AllowedRecently } from './allowed-recently.ts';
import { authenticate, type Known } from './authenticate.ts';
import { claimedTenant, shownCredential } from './credential.ts';
import { anyOf, judge } from './decide.ts';
import type { AdmissionPorts } from './ports.ts';
import type { Resource } from './question.ts';
import { actionOfRoute, resourceKindOf } from './route-actions.ts';

export interface AskedRequest {
  /** As the API has it: `GET /v1/guides/{id}`. */
  readonly routeKey: string;
  /** With names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The path's `{id}`. */
  readonly id?: string | undefined;
}

/** Decides about a request before any function sees it. What is not expressly allowed is refused. */
export async function admitRequest(
  ports: AdmissionPorts & { readonly recent: AllowedRecently },
  request: AskedRequest,
): Promise<Admission> {
  const action = actionOfRoute(request.routeKey);
  if (!action) return { decision: 'deny', reason: 'undeclared-action' };
  const credential = shownCredential(request.headers);
  if (!credential.ok) return { decision: 'unauthenticated', reason: credential.reason };
  const tenantId = claimedTenant(credential.value);
  const home = tenantId && (await ports.directory.find(tenantId));
  if (home && home.region !== ports.region) return { decision: 'elsewhere', home: home.apiUrl };

  const asked = { credential: credential.value.text, action, resourceId: request.id };
  const recent = ports.recent.find(asked, ports.now());
  const known = recent ? { ok: true as const, value: recent } : await authenticate(ports, credential.value);
  if (!known.ok) return { decision: 'unauthenticated', reason: known.reason };
  const { principal, plan, key } = known.value;
  const { taken, rate } = await ports.rates.take({ tenantId: principal.tenantId, plan, key });
  if (!taken) return { decision: 'limited', rate: JSON.stringify(rate) };
  if (recent) return allowed(recent, rate);

  const [resource, policies] = await Promise.all([
    resourceOf(ports, action, principal.tenantId, request.id),
    ports.policies.find(principal.tenantId),
  ]);
  const verdict = judge(ports.engine, { principal, action, resource }, policies);
  if (verdict.allow) {
    ports.recent.add(asked, known.value, ports.now());
    return allowed(known.value, rate);
  }
  const because = verdict.because.join(' ') || 'nothing permits it';
  await ports.audit.refused({
    tenantId: principal.tenantId,
    actor: { kind: principal.kind, id: principal.id },
    action,
    resource: { kind: resource.kind, id: resource.id },
    outcome: 'refused',
    facts: { because },
  });
  // The edge would put a page for readers in place of a 403.
  if (verdict.hide || edgeActions.has(action)) return { decision: 'hide', rate: JSON.stringify(rate) };
  const { policies: forbidding, ...told } = verdict.told;
  return {
    decision: 'deny',
    reason: because,
    ...told,
    ...(forbidding && { policies: forbidding.join(' ') }),
    rate: JSON.stringify(rate),
  };
}

function allowed({ principal, userName }: Known, rate: RateState): Admission {
  return {
    decision: 'allow',
    tenantId: principal.tenantId,
    principalId: principal.id,
    kind: principal.kind,
    ...(principal.kind === 'user' ? { role: principal.role } : {}),
    ...(userName === undefined ? {} : { userName }),
    rate: JSON.stringify(rate),
  };
}

const wellFormed = /^(gde|rec)_[0-9a-z]{1,32}$/;

/** A thing that is not known is taken for one of the caller's own: the function behind the route will not find it. */
async function resourceOf(
  { resources }: AdmissionPorts,
  action: Action,
  tenantId: string,
  id: string | undefined,
): Promise<Resource> {
  const kind = resourceKindOf(action);
  if (kind === 'Tenant') return { kind, id: tenantId, tenantId };
  const unknown = anyOf(kind, tenantId, id && wellFormed.test(id) ? id : 'malformed');
  if (unknown.id === 'malformed') return unknown;
  if (kind === 'Guide') return { ...unknown, ...(await resources.guide(tenantId, unknown.id)) };
  const recording = await resources.recording(unknown.id);
  if (!recording) return unknown;
  const { tenantId: owner, createdBy, guideId } = recording;
  const access = owner === tenantId ? await resources.guide(tenantId, guideId) : undefined;
  return { ...unknown, createdBy, ...access, tenantId: owner };
}
