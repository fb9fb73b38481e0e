import type { AccountResponse } from '../../contracts/identity/account.ts';
import { type Action, actions } from '../../contracts/identity/action.ts';
import type { KeyScope } from '../../contracts/identity/key-scope.ts';
import type { Role } from '../../contracts/identity/role.ts';
import type { Accounts, Passwords } from './accounts.ts';
import { type Limited, type Limits, limitGuesses } from './limits.ts';
import { judgePassword, type NewPasswordPorts, type PasswordRefusal } from './new-password.ts';
import { audited, type Caller, isAbove, type Members, type Tenants, type Users } from './people.ts';
import { endSessions, type SetPasswordPorts, setPassword } from './set-password.ts';

const done = { ok: true, value: undefined } as const;
const notFound = { ok: false, reason: 'not-found' } as const;
const wrongPassword = { ok: false, reason: 'wrong-password' } as const;

export interface ReadAccountPorts {
  readonly tenants: Pick<Tenants, 'find'>;
  readonly members: Pick<Members, 'find'>;
  readonly apiKeys: {
    /** Undefined when there is no such key. */
    scopesOf(tenantId: string, keyId: string): Promise<readonly KeyScope[] | undefined>;
  };
}

export async function readAccount(
  ports: ReadAccountPorts,
  { tenantId, userId }: Caller,
): Promise<{ ok: true; value: AccountResponse } | typeof notFound> {
  const tenant = await ports.tenants.find(tenantId);
  if (!tenant) return notFound;
  const { name, plan, region } = tenant;
  const shown = { id: tenantId, name, plan, region };
  const member = await ports.members.find(tenantId, userId);
  if (member?.status === 'active') {
    const { email, role } = member;
    const user = { id: userId, email, name: member.name, role };
    return { ok: true, value: { user, tenant: shown, permissions: permissionsOfRole(role) } };
  }
  const scopes = await ports.apiKeys.scopesOf(tenantId, userId);
  return scopes
    ? { ok: true, value: { user: null, tenant: shown, permissions: permissionsOfScopes(scopes) } }
    : notFound;
}

/** What the built-in rules let a role do on the tenant as a whole. */
export function permissionsOfRole(role: Role): Action[] {
  return onTenant.filter((action) => !isAbove(actions[action].role, role));
}

function permissionsOfScopes(scopes: readonly KeyScope[]): Action[] {
  return onTenant.filter((action) => {
    const { scope } = actions[action];
    return scope !== null && scopes.includes(scope);
  });
}

const onTenant = (Object.keys(actions) as Action[]).filter((action) => actions[action].resource === 'Tenant');

export interface ChangeAccountPorts {
  readonly members: Pick<Members, 'rename'>;
  readonly users: Pick<Users, 'rename'>;
}

export async function changeAccount(
  { members, users }: ChangeAccountPorts,
  caller: Caller,
  name: string,
): Promise<typeof done> {
  const { tenantId, userId } = caller;
  const event = audited(caller, 'changeAccount', { kind: 'Member', id: userId });
  await members.rename(tenantId, userId, name, event);
  await users.rename(userId, name);
  return done;
}

export interface ChangePasswordPorts extends NewPasswordPorts, SetPasswordPorts {
  readonly accounts: Pick<Accounts, 'findByUserId'>;
  readonly passwords: Passwords;
  readonly limits: Limits;
}

export async function changePassword(
  ports: ChangePasswordPorts,
  { userId }: Caller,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<typeof done | typeof notFound | typeof wrongPassword | Limited | PasswordRefusal> {
  const account = await ports.accounts.findByUserId(userId);
  if (!account) return notFound;
  const limited = await limitGuesses(ports.limits, userId, ports.now());
  if (limited) return limited;
  if (!(await ports.passwords.verify(current, account.passwordHash))) return wrongPassword;
  const judged = await judgePassword(ports, next, [account.email, account.name, account.tenantName], '/next');
  if (!judged.ok) return judged;
  const password = { hash: await ports.passwords.hash(next), over: { hash: account.passwordHash } };
  return (await setPassword(ports, account, password, 'changePassword')) ? done : wrongPassword;
}

export async function signOutEverywhere(
  ports: Pick<SetPasswordPorts, 'members' | 'now'>,
  { tenantId, userId }: Caller,
): Promise<typeof done> {
  await endSessions(ports, { tenantId, userId }, 'request');
  return done;
}
