import { breachedPasswords } from '../../lib/adapters/identity/breached-passwords.ts';
import { dynamoAccounts } from '../../lib/adapters/identity/dynamo-accounts.ts';
import { dynamoAttempts } from '../../lib/adapters/identity/dynamo-attempts.ts';
import { membership } from '../../lib/adapters/identity/membership.ts';
import { zxcvbnStrength } from '../../lib/adapters/identity/password-strength.ts';
import { argon2Passwords } from '../../lib/adapters/identity/passwords.ts';
import { changePasswordRefusals, changePasswordRequest } from '../../lib/contracts/identity/account.ts';
import { passwordRefusals } from '../../lib/contracts/identity/password.ts';
import { mailRefusals } from '../../lib/contracts/identity/registration.ts';
import { changePassword } from '../../lib/domain/identity/account.ts';
import { auditNudge } from '../../lib/runtime/audit-nudge.ts';
import { documentClient } from '../../lib/runtime/document-client.ts';
import { readEnv } from '../../lib/runtime/environment.ts';
import { httpRoute } from '../../lib/runtime/http-route.ts';

const env = readEnv(['IDENTITY_TABLE_NAME', 'BREACHED_PASSWORDS_URL', 'AUDIT_QUEUE_URL']);
export type Env = typeof env;

const nudge = auditNudge(env.AUDIT_QUEUE_URL);
const table = { client: documentClient(), name: env.IDENTITY_TABLE_NAME };
const ports = {
  ...membership(table),
  accounts: dynamoAccounts(table),
  limits: dynamoAttempts(table, 3_600),
  strength: zxcvbnStrength,
  breaches: breachedPasswords(env.BREACHED_PASSWORDS_URL),
  passwords: argon2Passwords,
  now: Date.now,
};

export const handler = httpRoute({
  request: changePasswordRequest,
  refusals: { ...changePasswordRefusals, ...passwordRefusals, ...mailRefusals },
  run: ({ body, caller }) => changePassword(ports, caller, body),
  afterwards: nudge,
});
