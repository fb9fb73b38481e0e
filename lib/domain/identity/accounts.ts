/** A person who may sign in. */
export interface Account {
  readonly userId: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}

export interface Accounts {
  /** `email` in lower case. */
  findByEmail(email: string): Promise<Account | undefined>;
  findByUserId(userId: string): Promise<Account | undefined>;
  /** False when the e-mail belongs to somebody already; nothing is changed then. */
  add(account: Account): Promise<boolean>;
}

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for `undefined` as for a hash, and is false for it. */
  verify(password: string, hash: string | undefined): Promise<boolean>;
}

export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}
