import type { Audited } from '../../contracts/audit/audited.ts';
import type { Role } from '../../contracts/identity/role.ts';

export interface Invitation {
  readonly tenantId: string;
  readonly id: string;
  /** That the one who accepts will have. */
  readonly userId: string;
  readonly email: string;
  readonly role: Role;
  readonly invitedBy: string;
  /** That the inviter had then. */
  readonly invitedAs: Role;
  readonly tokenHash: string;
  readonly status: 'open' | 'accepted' | 'withdrawn';
  /** ISO 8601. */
  readonly createdAt: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface Invitations {
  find(tenantId: string, id: string): Promise<Invitation | undefined>;
  /** All that are kept, whatever became of them. */
  list(tenantId: string): Promise<Invitation[]>;
  /** Takes the place of an open one of that id. */
  put(invitation: Invitation, audited: Audited): Promise<void>;
  /** False when it is not open any more. */
  close(invitation: Invitation, status: 'accepted' | 'withdrawn', audited?: Audited): Promise<boolean>;
}

export const isOpen = ({ status, expiresAt }: Invitation, now: number): boolean =>
  status === 'open' && expiresAt > now;

/** The mail's token names the invitation, so that it is found without an index. */
export const invitationToken = {
  write: ({ tenantId, id }: Pick<Invitation, 'tenantId' | 'id'>, secret: string): string =>
    [tenantId, id, secret].join('.'),
  read(token: string): { tenantId: string; id: string; secret: string } | undefined {
    const [tenantId, id, secret, ...more] = token.split('.');
    return tenantId && id && secret && more.length === 0 ? { tenantId, id, secret } : undefined;
  },
};
