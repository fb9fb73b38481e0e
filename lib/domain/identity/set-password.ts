import { audited, type Members, type NewPassword, type Users } from './people.ts';

export interface SetPasswordPorts {
  readonly users: Pick<Users, 'setPassword'>;
  readonly members: Pick<Members, 'endSessions'>;
  readonly now: () => number;
}

interface Whose {
  readonly tenantId: string;
  readonly userId: string;
}

/**
 * Sets the password and ends every session: who has the old password, or a session got by it, is out. The first write
 * is enough for that at the issuer, the second has the front door turn away tokens that are out. False when another was
 * set meanwhile.
 */
export async function setPassword(
  ports: SetPasswordPorts,
  whose: Whose,
  password: Omit<NewPassword, 'setAt'>,
  action: 'completePasswordReset' | 'changePassword',
): Promise<boolean> {
  const event = audited(whose, action, { kind: 'Member', id: whose.userId });
  const isSet = await ports.users.setPassword(whose.userId, { ...password, setAt: ports.now() }, event);
  if (isSet) await endSessions(ports, whose, action);
  return isSet;
}

/** One write: tokens, grants and sessions are judged by when they began. */
export async function endSessions(
  { members, now }: Pick<SetPasswordPorts, 'members' | 'now'>,
  whose: Whose,
  because: string,
): Promise<void> {
  const { tenantId, userId } = whose;
  const event = audited(whose, 'signOutEverywhere', { kind: 'Member', id: userId }, { because });
  await members.endSessions(tenantId, userId, now(), event);
}
