import { roles } from '../../../lib/contracts/identity/role.ts';
import { roleWords } from '../account/role-words.ts';
import { useAccount } from '../account/use-account.ts';
import { stateOf } from '../api-keys/key-words.ts';
import { useApiKeys } from '../api-keys/use-api-keys.ts';
import { useMembers } from '../members/use-members.ts';

/** Whom the dry run can ask about. */
export function usePrincipals() {
  const { may } = useAccount();
  const members = useMembers(may('listMembers'));
  const keys = useApiKeys(may('listApiKeys'));
  const people = (members.data?.members ?? []).map(({ userId, name, role }) => ({
    value: userId,
    label: `${name}, ${roleWords[role].name}`,
  }));
  const working = (keys.data?.keys ?? [])
    .filter((key) => stateOf(key).works)
    .map(({ id, name }) => ({ value: id, label: name }));
  return [
    {
      group: 'Anybody who is',
      items: roles.map((role) => ({
        value: `role:${role}`,
        label: `Any ${roleWords[role].name.toLowerCase()}`,
      })),
    },
    ...(people.length > 0 ? [{ group: 'Members', items: people }] : []),
    ...(working.length > 0 ? [{ group: 'API keys', items: working }] : []),
  ];
}
