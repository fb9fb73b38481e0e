import { recordingLimits } from '../../../contracts/capture/limits.ts';
import { kindWords } from '../../../contracts/redaction/kind-words.ts';
import { decoded } from './decoded.ts';
import type { Hider } from './hider.ts';

interface Parts {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/**
 * An address that leads where it led as far as that gives nobody away: parameters that hold something are left out, a
 * part of the path says what stood there, user and password go. The site stays, unless the company hides its name.
 */
export function hideInAddress(address: string, hider: Hider): string {
  const parts = split(address);
  if (!parts) return hideOpaque(address, hider);
  const { scheme, host, path, query, fragment } = parts;
  // Of a host only the company’s own words are hidden: a site’s name is nobody’s.
  if (namesHidden(host, hider)) return '';
  const route = hidePath(path, hider) + hideQuery(query, '?', hider) + hideFragment(fragment, hider);
  return `${scheme}//${host}${route}`.slice(0, recordingLimits.textLength);
}

/** Host with port, as the site rules know it without. */
export function hostOf(address: string): string {
  return (split(address)?.host ?? '').replace(/:\d+$/, '').toLowerCase();
}

function split(address: string): Parts | undefined {
  const match = /^([a-z][a-z0-9+.-]*:)\/\/([^/?#\\]*)([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(address);
  if (!match) return undefined;
  const [, scheme = '', authority = '', path = '', query = '', fragment = ''] = match;
  return { scheme, host: authority.slice(authority.lastIndexOf('@') + 1), path, query, fragment };
}

/** `about:blank` stays, `mailto:` says to whom, and of data in an address only that it is such. */
function hideOpaque(address: string, hider: Hider): string {
  if (/^data:/i.test(address)) return 'data:';
  const [, scheme = '', rest = address] = /^([a-z][a-z0-9+.-]*:)?(.*)$/is.exec(address) ?? [];
  return hider.parts(decoded(rest)).length > 0 ? scheme : address;
}

/** A part’s own words for an address: `/users/an-e-mail-address`. */
const slugs = new Set(Object.values(kindWords).map(slugOf));

function slugOf(phrase: string): string {
  return phrase.replace('’', '').replace(/[\s-]+/g, '-');
}

function hidePath(path: string, hider: Hider): string {
  let before = '';
  const hidden = path.split('/').map((segment) => {
    if (segment !== '' && !slugs.has(segment)) {
      // What the part before is called tells what a number is, and keeps it from being taken for one alone.
      const label = slugs.has(before) ? 'path' : decoded(before) || 'path';
      const [part] = hider.parts(decoded(segment), label);
      before = part ? slugOf(kindWords[part.kind]) : segment;
    } else before = segment;
    return before;
  });
  return hidden.join('/');
}

function hideQuery(query: string, sign: string, hider: Hider): string {
  if (query.length < 2) return query;
  const all = query.slice(1).split('&');
  const kept = all.filter((parameter) => !holdsParameter(parameter, hider));
  if (kept.length === all.length) return query;
  return kept.length === 0 ? '' : sign + kept.join('&');
}

/** Any name will do, but of a search or a thing’s own name it cannot be told what is sought. */
const namesAnything = /^(?:name|title|q|query|search|s)$/i;

function holdsParameter(parameter: string, hider: Hider): boolean {
  const split = parameter.indexOf('=');
  const name = decoded(split < 0 ? parameter : parameter.slice(0, split));
  const value = split < 0 ? '' : decoded(parameter.slice(split + 1));
  const label = namesAnything.test(name) ? 'query' : name;
  const holds = (text: string, called?: string) => hider.parts(text, called).length > 0;
  return (
    holds(name, 'parameter') ||
    holds(value, label) ||
    // A plus is a blank in forms, and itself in what others wrote.
    (value.includes('+') && holds(value.replaceAll('+', ' '), label)) ||
    holds(`?${name}=${value}`)
  );
}

/** Routes of applications are addresses again; tokens of a sign-in are parameters. */
function hideFragment(fragment: string, hider: Hider): string {
  if (fragment.length < 2) return fragment;
  const [route = '', ...rest] = fragment.slice(1).split('?');
  const query = rest.length > 0 ? hideQuery(`?${rest.join('?')}`, '?', hider) : '';
  if (route.includes('/')) return `#${hidePath(route, hider)}${query}`;
  if (route.includes('=')) return hideQuery(`#${route}`, '#', hider) + query;
  const held = hider.parts(decoded(route), 'fragment').length > 0;
  return held ? query && `#${query}` : `#${route}${query}`;
}

function namesHidden(host: string, hider: Hider): boolean {
  return hider.parts(host.replace(/:\d+$/, ''), 'host').some(({ kind }) => kind === 'term');
}
