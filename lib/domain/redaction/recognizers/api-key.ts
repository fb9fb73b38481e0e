import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { isTokenLike } from '../text/token.ts';

/** Keys that tell by their beginning whose they are. */
const known = [
  '(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z\\d]{16}',
  'gh[pousr]_[A-Za-z\\d]{20,255}|github_pat_\\w{20,255}',
  'gl(?:pat|ptt|dt|rt|cbt|soat|agent|imt)-[\\w-]{16,255}',
  '(?:[srp]k|whsec|rk)_(?:live|test|prod)_[A-Za-z\\d]{8,255}|whsec_[A-Za-z\\d+/=]{16,255}',
  'xox[abcdeoprs]-[A-Za-z\\d-]{10,255}|xapp-\\d-[A-Za-z\\d-]{10,255}',
  'AIza[\\w-]{30,45}|ya29\\.[\\w-]{20,1000}|GOCSPX-[\\w-]{20,60}|1//0[\\w-]{20,255}',
  'sk-(?:proj|ant|or|svcacct|admin|live|test)[\\w-]{12,300}|sk-[A-Za-z\\d]{20,200}',
  'hf_[A-Za-z\\d]{20,60}|gsk_[A-Za-z\\d]{20,80}|r8_[A-Za-z\\d]{20,60}|pplx-[A-Za-z\\d]{20,80}|xai-[A-Za-z\\d]{20,120}',
  'npm_[A-Za-z\\d]{30,60}|pypi-[\\w-]{30,300}|rubygems_[a-f\\d]{40,60}|dckr_pat_[\\w-]{20,60}|cio[A-Za-z\\d]{32}',
  'do[opr]_v1_[a-f\\d]{40,80}|shp(?:at|ca|pa|ss)_[a-fA-F\\d]{32}|EAA[A-Za-z\\d]{40,300}|sq0[a-z]{3}-[\\w-]{20,60}',
  'SG\\.[\\w-]{16,32}\\.[\\w-]{30,64}|key-[a-f\\d]{32}|re_[A-Za-z\\d_]{20,60}|SK[a-f\\d]{32}|AC[a-f\\d]{32}|\\d{8,10}:AA[\\w-]{30,40}',
  'lin_(?:api|oauth)_[A-Za-z\\d]{20,80}|figd_[\\w-]{20,80}|PMAK-[\\w-]{30,80}|NRAK-[A-Z\\d]{20,40}|glsa_[\\w]{30,60}|ntn_[A-Za-z\\d]{30,60}|secret_[A-Za-z\\d]{30,60}',
  'dapi[a-f\\d]{32}|AGE-SECRET-KEY-1[A-Z\\d]{50,70}|vault:v\\d:[\\w+/=]{16,255}|hv[sb]\\.[\\w-]{20,255}|sntrys_[\\w+/=-]{20,400}|PRIVATE-TOKEN[: ]+[\\w-]{16,60}|gw_[A-Za-z\\d_-]{20,255}',
  'eyJ[\\w-]{8,4000}\\.eyJ[\\w-]{4,8000}(?:\\.[\\w-]{0,2000})?',
].join('|');
const knownKey = new RegExp(`(?<![A-Za-z\\d_])(?:${known})(?![A-Za-z\\d])`, 'g');

const privateKey = /-----BEGIN (?:[A-Z\d]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
const privateKeyEnd = /-----END (?:[A-Z\d]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;

/** `Authorization: Bearer …`, `Basic …`: the words are part of the protocol. */
const authorization = /(?<![A-Za-z])(?:Bearer|Basic|Token|ApiKey|Digest)[ :]{1,3}([\w.~+/=-]{12,4096})/gi;

const token = /(?<![\w+/=.-])[\w+/.~-]{12,512}={0,2}(?![\w+/=])/g;

export const apiKey: Recognizer = {
  kind: 'api-key',
  source: 'The issuers’ documentation; RFC 7519 (JWT), RFC 7468 (PEM), RFC 6750 (bearer tokens)',
  words: words(
    'api ?keys?|apikeys?|api ?(?:token|secret|id)s?|access ?(?:key|token)s?(?: id)?|auth(?:entication|orization)? ?(?:key|token|code)s?|secret(?: (?:access )?(?:key|token))?s?|client ?secret|app ?secret|private ?key|(?:bearer|refresh|session|id|personal|deploy|bot|webhook|integration|service|license) ?(?:access )?(?:key|token|secret)s?|tokens?|credentials?|signing (?:key|secret)|encryption key|pat|x api key|bearer|authorization|webhook secret|zugangsschlussel|schlussel|cle (?:d )?api|clave(?: de)? api|chiave api|chave(?: de)? api|klucz api',
    'APIキー|api密钥|密钥|令牌|토큰|ключ|токен',
  ),
  against: words(
    'commits?|sha ?\\d{0,3}|md5|hash(?:es)?|checksum|integrity|digest|etag|fingerprint|uuid|guid|order|version|build|file|path|image|revision',
  ),
  needs: ({ longest, digits, hyphens }) => longest >= 16 || (longest >= 12 && digits > 0) || hyphens >= 10,
  *find(text) {
    for (const match of text.matchAll(knownKey))
      yield { start: match.index, end: match.index + match[0].length, strength: 'proof' };
    let covered = 0;
    for (const match of text.matchAll(privateKey)) {
      if (match.index < covered) continue;
      privateKeyEnd.lastIndex = match.index;
      const end = privateKeyEnd.exec(text);
      covered = end ? end.index + end[0].length : text.length;
      yield { start: match.index, end: covered, strength: 'proof' };
    }
    for (const match of text.matchAll(authorization)) {
      const value = match[1] ?? '';
      const end = match.index + match[0].length;
      if (isTokenLike(value)) yield { start: end - value.length, end, strength: 'strong' };
    }
    for (const match of text.matchAll(token)) {
      const value = match[0].replace(/[.~/-]+$/, '');
      if (isTokenLike(value, 16) && !isReadable(value))
        yield { start: match.index, end: match.index + value.length, strength: 'shape' };
    }
  },
};

/** Paths, addresses, dates, and words joined by hyphens or stops. */
function isReadable(value: string): boolean {
  if (value.includes('//') || /^[\w-]+(?:\.[\w-]+)+\.[a-z]{2,5}$/i.test(value)) return true;
  const parts = value.split(/[-_./+~]/).filter(Boolean);
  return parts.length > 1 && parts.every((part) => /^(?:[A-Za-z]{1,16}|\d{1,4})$/.test(part));
}
