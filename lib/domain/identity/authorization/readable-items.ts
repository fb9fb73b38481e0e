import { actions } from '../../../contracts/identity/action.ts';
import type { Role } from '../../../contracts/identity/role.ts';
import { anyOf, decide, type PolicyEngine, type TenantPolicies } from './decide.ts';
import type { GuideAttributes, ItemResource, Principal } from './question.ts';

/** Who was admitted to a list. */
export interface ListReader {
  readonly tenantId: string;
  readonly userId: string;
  readonly kind: 'user' | 'api-key';
  readonly role?: Role | undefined;
}

/** Something in a list of the reader's own tenant. */
export interface ListedItem {
  readonly id: string;
  readonly guideId: string;
  readonly createdBy: string;
}

export interface ReadableItemsPorts {
  readonly engine: PolicyEngine;
  readonly policies: { find(tenantId: string): Promise<TenantPolicies | undefined> };
  readonly access: {
    findAll(tenantId: string, guideIds: readonly string[]): Promise<ReadonlyMap<string, GuideAttributes>>;
  };
}

/** Ids of those items that the reader could read one by one. */
export async function readableItems(
  { engine, policies, access }: ReadableItemsPorts,
  kind: ItemResource['kind'],
  reader: ListReader,
  items: readonly ListedItem[],
): Promise<ReadonlySet<string>> {
  const { tenantId } = reader;
  const [written, attributes] = await Promise.all([
    policies.find(tenantId),
    access.findAll(
      tenantId,
      items.map(({ guideId }) => guideId),
    ),
  ]);
  const principal = principalOf(reader, kind);
  const action = kind === 'Guide' ? 'readGuide' : 'readRecording';
  const readable = items.filter(({ id, guideId, createdBy }) => {
    const resource = { ...anyOf(kind, tenantId, id), createdBy, ...attributes.get(guideId) };
    return decide(engine, { principal, action, resource }, written).allow;
  });
  return new Set(readable.map(({ id }) => id));
}

/** A key was let to the list by the one scope that reading one by one takes as well. */
function principalOf(
  { tenantId, userId: id, kind, role }: ListReader,
  items: ItemResource['kind'],
): Principal {
  const { scope } = items === 'Guide' ? actions.listGuides : actions.listRecordings;
  return kind === 'user' && role
    ? { kind, id, tenantId, role }
    : { kind: 'api-key', id, tenantId, scopes: scope ? [scope] : [] };
}
