import type { Recognizer } from '../recognizer.ts';
import { isTokenLike } from '../text/token.ts';

/** `scheme://user:password@`; a password may hold what should have been escaped. */
const userInfo =
  /(?<![A-Za-z\d])[A-Za-z][A-Za-z\d+.-]{1,20}:\/\/([^\s/?#@<>"']{0,256})(:?)([^\s@<>"'/]{0,256})@(?=[^\s"'<>@/])/g;

const surely =
  'access[_-]?token|refresh[_-]?token|id[_-]?token|auth[_-]?token|csrf[_-]?token|api[_-]?token|session[_-]?token|token|api[_-]?key|apikey|x-api-key|access[_-]?key(?:[_-]?id)?|secret[_-]?key|client[_-]?secret|app[_-]?secret|secret|password|passwd|passphrase|pwd|pass|jwt|bearer|authorization|subscription-key|x-amz-(?:signature|credential|security-token)|awsaccesskeyid|sharedaccesssignature';
/** Names of many things, of secrets only where the value looks like one. */
const perhaps =
  'key|auth|sig|signature|code|state|session(?:[_-]?id)?|sessid|phpsessid|jsessionid|sid|hash|ticket|otp|nonce|invite|share|magic|reset|sas|se|hmac';
const parameter = new RegExp(
  `(?<=[?&#;]|&amp;)(${surely}|[a-z]{1,20}[_-](?:token|key|secret))=([^&#\\s"'<>()[\\]\`;]{4,4096})|(?<=[?&#;]|&amp;)(?:${perhaps})=([^&#\\s"'<>()[\\]\`;]{8,4096})`,
  'gi',
);

export const urlCredentials: Recognizer = {
  kind: 'url-credentials',
  source: 'RFC 3986, section 3.2.1; RFC 6750, section 2.3',
  needs: ({ ats, equals, slashes }) => (ats > 0 && slashes > 1) || equals > 0,
  *find(text) {
    for (const match of text.matchAll(userInfo)) {
      const [whole, user = '', colon = '', password = ''] = match;
      const info = user + colon + password;
      const separated = info.includes(':');
      if (separated ? !/:[^:]/.test(info) : !isTokenLike(info)) continue;
      const start = match.index + whole.indexOf('://') + 3;
      yield { start, end: start + info.length, strength: 'proof' };
    }
    for (const match of text.matchAll(parameter)) {
      const [whole, name, sure, unsure] = match;
      const value = sure ?? unsure ?? '';
      if (name === undefined ? !isTokenLike(value) : isPlaceholder(value)) continue;
      const end = match.index + whole.length;
      yield { start: end - value.length, end, strength: 'proof' };
    }
  },
};

/** What manuals and templates write in place of a value. */
function isPlaceholder(value: string): boolean {
  return /^(?:[{<$[%]|\*{2}|x{3}|\.{3}|your|true$|false$|null$|undefined$|redacted|hidden)/i.test(value);
}
