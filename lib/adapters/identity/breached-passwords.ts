import { createHash } from 'node:crypto';
import type { NewPasswordPorts } from '../../domain/identity/new-password.ts';
import { log } from '../../runtime/log.ts';

/** Value of BREACHED_PASSWORDS_URL where no list is asked. */
const off = 'off';
const timeoutMs = 1_500;

/**
 * Asks a list of stolen passwords that speaks the range protocol of Have I Been Pwned: it is told five hexadecimal
 * digits of the password's SHA-1 and answers with all that start so, padded so that its length tells nothing. A list
 * that does not answer keeps nobody from signing up.
 * @param url such as `https://api.pwnedpasswords.com/range`, or `off`
 * @see https://haveibeenpwned.com/API/v3#PwnedPasswords
 */
export function breachedPasswords(
  url: string,
  request: typeof fetch = fetch,
  report: Pick<typeof log, 'info' | 'error'> = log,
): NewPasswordPorts['breaches'] {
  if (url === off) {
    report.info('BREACHED_PASSWORDS_OFF');
    return { isListed: async () => false };
  }
  return {
    async isListed(password) {
      const digest = createHash('sha1').update(password.normalize('NFKC')).digest('hex').toUpperCase();
      try {
        const response = await request(`${url}/${digest.slice(0, 5)}`, {
          headers: { 'add-padding': 'true' },
          signal: AbortSignal.timeout(timeoutMs),
        });
        if (!response.ok) throw new Error(`the list answered ${response.status}`);
        return isAmong(await response.text(), digest.slice(5));
      } catch (error) {
        report.error('BREACHED_PASSWORDS_FAILED', error);
        return false;
      }
    },
  };
}

/** Lines are `<rest of the digest>:<how often>`; padding says 0 times. */
function isAmong(lines: string, rest: string): boolean {
  return lines.split(/\r?\n/).some((line) => {
    const [suffix, count] = line.trim().split(':');
    return suffix?.toUpperCase() === rest && Number(count) > 0;
  });
}
