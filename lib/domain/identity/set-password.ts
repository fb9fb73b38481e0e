import { audited, inSeconds, type Members, type Users } from './people.ts';

export interface SetPasswordPorts {
  readonly users: Pick<Users, 'setPassword'>;
  readonly members: Pick<Members, 'endSessions'>;
  readonly now: () => number;
}

interface Whose {
  readonly tenantId: string;
  readonly userId: string;
}

/** Sets the password and ends every session: who has the old password, or a session got by it, is out. */
export async function setPassword(
  ports: SetPasswordPorts,
  whose: Whose,
  passwordHash: string,
  action: 'completePasswordReset' | 'changePassword',
): Promise<void> {
  const event = audited(whose, action, { kind: 'Member', id: whose.userId });
  await ports.users.setPassword(whose.userId, passwordHash, event);
  await endSessions(ports, whose, action);
}

/** One write: tokens, grants and sessions are judged by when they began. */
export async function endSessions(
  { members, now }: Pick<SetPasswordPorts, 'members' | 'now'>,
  whose: Whose,
  because: string,
): Promise<void> {
  const { tenantId, userId } = whose;
  const event = audited(whose, 'signOutEverywhere', { kind: 'Member', id: userId }, { because });
  await members.endSessions(tenantId, userId, inSeconds(now()), event);
}
