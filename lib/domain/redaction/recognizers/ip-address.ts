import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const four = `${octet}(?:\\.${octet}){3}`;
/** Not the middle of a longer dotted number, such as an object identifier. */
const version4 = new RegExp(
  `(?<![A-Za-z\\d_]|\\d\\.|[A-Za-z]/)${four}(?:/(?:3[0-2]|[12]?\\d)(?![\\d.]))?(?![A-Za-z\\d_]|\\.\\d)`,
  'g',
);
/** Anything of hexadecimal groups and colons, judged group by group. */
const version6 = new RegExp(
  `(?<![A-Za-z\\d_:.])(?:[\\dA-Fa-f]{1,4}:|:(?=:)|::?){2,8}(?:[\\dA-Fa-f]{1,4}(?!\\d|\\.\\d)|${four})?(?:%[A-Za-z\\d]{1,15})?(?:/\\d{1,3}(?!\\d))?(?![A-Za-z\\d_]|:[\\dA-Fa-f:])`,
  'g',
);
/** Which part of an address is the network's: the same everywhere. */
const mask = /^255\.(?:255\.(?:255\.)?)?(?:254|252|248|240|224|192|128|0)(?:\.0){0,2}$/;
/** Name servers that everybody writes about, and the ones that stand for all. */
const wellKnown = /^(?:0\.0\.0\.0|1\.1\.1\.1|1\.0\.0\.1|8\.8\.8\.8|8\.8\.4\.4|9\.9\.9\.9)$/;

export const ipAddress: Recognizer = {
  kind: 'ip-address',
  source: 'RFC 791; RFC 4291, section 2.2; RFC 4007 for zones',
  words: words(
    'ips?|ipv[46]|ip ?v[46]?|ip ?addr(?:ess(?:es)?)?|addr(?:ess)?|hosts?|server|gateway|subnet|netmask|mask|dns|nameserver|resolver|router|cidr|network|ping|traceroute|ssh|listen\\w*|bind|proxy|remote|client|peer|src|dst|source|destination|from|adresse|direccion|indirizzo|endereco|netz\\w*|passerelle|vpn|dhcp|lease|firewall|allow|deny|block(?:ed)?|x forwarded for',
    '地址|アドレス|адрес',
  ),
  against: words(
    'versions?|ver|v|build|release|revision|rev|firmware|patch|chapter|section|clause|chrome|safari|firefox|edge|webkit|oid|figure|table|sdk|driver|updated? to|upgrade(?:d)? (?:to|from)',
  ),
  needs: ({ digits, dots, colons }) => (digits >= 4 && dots >= 3) || colons >= 2,
  *find(text) {
    for (const match of text.matchAll(version4)) {
      const end = match.index + match[0].length;
      if (mask.test(match[0])) continue;
      yield { start: match.index, end, strength: isLikeAVersion(match[0]) ? 'weak' : 'strong' };
    }
    for (const match of text.matchAll(version6)) {
      // A colon behind is the sentence's.
      const written = match[0].replace(/(?<!:):$/, '');
      if (isVersion6(written.replace(/[%/].*$/, '')))
        yield { start: match.index, end: match.index + written.length, strength: 'strong' };
    }
  },
};

/** `2.4.1.3`, `16.0.0.0`: how programs and chapters are numbered. */
function isLikeAVersion(address: string): boolean {
  if (address.includes('/') || wellKnown.test(address)) return false;
  const octets = address.split('.').map(Number);
  return octets.every((value) => value < 10) || (/\.0\.0\.0$/.test(address) && octets[0] !== 10);
}

function isVersion6(address: string): boolean {
  if (address === '::' || /:::/.test(address)) return false;
  const gaps = address.split('::').length - 1;
  if (gaps > 1 || /(?<!:):$|^:(?!:)/.test(address)) return false;
  const embedded = address.includes('.');
  const groups = address.split(/::?/).filter((group) => group !== '' && !group.includes('.')).length;
  const wanted = embedded ? 6 : 8;
  if (gaps === 0) return groups === wanted;
  // `::1` and `fe80::` are addresses; what has but letters, such as `a::b`, is a name in a program.
  return groups < wanted && groups > 0 && (/\d/.test(address) || groups > 3);
}
