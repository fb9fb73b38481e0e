import type { Role } from '../../contracts/identity/role.ts';

/** A person who may sign in: a member of a tenant that is. */
export interface Account {
  readonly userId: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Milliseconds since the epoch: whoever signed in then or before is signed in no more. 0: nobody was signed out. */
  readonly notBefore: number;
  readonly passwordHash: string;
}

export interface Accounts {
  /** `email` in lower case. */
  findByEmail(email: string): Promise<Account | undefined>;
  findByUserId(userId: string): Promise<Account | undefined>;
}

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for `undefined` as for a hash, and is false for it. */
  verify(password: string, hash: string | undefined): Promise<boolean>;
}

export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}
