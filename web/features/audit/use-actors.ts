import type { AuditEntry } from '../../../lib/contracts/audit/entry.ts';
import { useAccount } from '../account/use-account.ts';
import { useApiKeys } from '../api-keys/use-api-keys.ts';
import { useMembers } from '../members/use-members.ts';

/** Who may stand in the log: members and keys by their names, all others by what they are. */
export function useActors() {
  const { may } = useAccount();
  const members = useMembers(may('listMembers'));
  const keys = useApiKeys(may('listApiKeys'));
  const choices = [
    ...(members.data?.members ?? []).map(({ userId, name }) => ({ value: userId, label: name })),
    ...(keys.data?.keys ?? []).map(({ id, name }) => ({ value: id, label: `Key “${name}”` })),
  ];
  const names = new Map(choices.map(({ value, label }) => [value, label]));
  return {
    choices,
    nameOf: (actor: AuditEntry['actor']) => names.get(actor.id) ?? kindWords(actor),
    /** Of a member or a key. */
    nameOfId: (id: string) => names.get(id),
    /** Of a member or a key that the row is about, unless it is the one who did it. */
    subjectOf: ({ actor, resource }: AuditEntry) =>
      resource.id === actor.id
        ? undefined
        : (names.get(resource.id) ?? (resource.id.startsWith('usr_') ? 'A former member' : undefined)),
  };
}

/** Events hold no name: of who has left, and of a key that is gone, only the id is kept, which the details have. */
function kindWords({ kind }: AuditEntry['actor']): string {
  switch (kind) {
    case 'system':
      return 'Guidewright';
    case 'anonymous':
      return 'Somebody not signed in';
    case 'api-key':
      return 'A former key';
    case 'user':
      return 'A former member';
  }
}
