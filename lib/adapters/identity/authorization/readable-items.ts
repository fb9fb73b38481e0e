import {
  type ListedItem,
  type ListReader,
  readableItems,
} from '../../../domain/identity/authorization/readable-items.ts';
import { documentClient } from '../../../runtime/document-client.ts';
import { cedarEngine } from './cedar.ts';
import { recentPolicies } from './dynamo-policies.ts';
import { guideAccess } from './guide-access.ts';

/** Asks the same rules as the front door about each thing of a list. Lists of every context are read through it. */
export function readable(kind: 'Guide' | 'Recording', identityTableName: string) {
  const identities = { client: documentClient(), name: identityTableName };
  const ports = {
    engine: cedarEngine(),
    policies: recentPolicies(identities),
    access: guideAccess(identities),
  };
  return (reader: ListReader, items: readonly ListedItem[]) => readableItems(ports, kind, reader, items);
}
