import { type Audited, actorOf } from '../../../contracts/audit/audited.ts';
import type { Collaborators } from '../../../contracts/identity/policy.ts';
import type { MemberStates } from './ports.ts';
import type { GuideAttributes } from './question.ts';

export interface CollaboratorPorts {
  readonly access: {
    find(tenantId: string, guideId: string): Promise<GuideAttributes | undefined>;
    /** False when there is no such guide. */
    set(tenantId: string, guideId: string, collaborators: Collaborators, audited: Audited): Promise<boolean>;
  };
  readonly members: MemberStates;
}

type Outcome<Reason extends string = never> =
  | { readonly ok: true; readonly value: Collaborators }
  | {
      readonly ok: false;
      readonly reason: Reason | 'not-found';
      readonly errors?: { pointer: string; message: string }[];
    };

export async function readCollaborators(
  { access }: Pick<CollaboratorPorts, 'access'>,
  tenantId: string,
  guideId: string,
): Promise<Outcome> {
  const found = await access.find(tenantId, guideId);
  if (!found) return { ok: false, reason: 'not-found' };
  const { sensitive, collaborators } = found;
  return { ok: true, value: { sensitive, collaborators: collaborators.map((one) => ({ ...one })) } };
}

/** Says who works on a guide. Whoever is named twice works on it by the last word. */
export async function setCollaborators(
  { access, members }: CollaboratorPorts,
  caller: { readonly tenantId: string; readonly userId: string },
  guideId: string,
  { sensitive, collaborators }: Collaborators,
): Promise<Outcome<'unknown-member'>> {
  const { tenantId } = caller;
  const found = await Promise.all(collaborators.map(({ userId }) => members.find(tenantId, userId)));
  const errors = found.flatMap((member, index) =>
    member?.active ? [] : [{ pointer: `/collaborators/${index}/userId`, message: 'not a member' }],
  );
  if (errors.length > 0) return { ok: false, reason: 'unknown-member', errors };
  const byUser = new Map(collaborators.map((one) => [one.userId, one]));
  const value = { sensitive, collaborators: [...byUser.values()] };
  const set = await access.set(tenantId, guideId, value, {
    tenantId,
    actor: actorOf(caller),
    action: 'setCollaborators',
    resource: { kind: 'Guide', id: guideId },
    facts: { sensitive: String(sensitive), collaborators: [...byUser.keys()].join(' ').slice(0, 1_000) },
  });
  return set ? { ok: true, value } : { ok: false, reason: 'not-found' };
}
