/** What the identity routes may refuse, by the stable last part of a problem's `type`. */
export const identityRefusals = {
  'wrong-credentials': { status: 401, title: 'E-mail and password do not belong together' },
  'stale-refresh-token': { status: 401, title: 'The refresh token is unknown, expired or already used' },
  'too-many-attempts': { status: 429, title: 'Too many failed sign-ins; wait before the next' },
} as const;
