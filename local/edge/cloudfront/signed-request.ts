import type { KeyObject } from 'node:crypto';
import { verify } from 'node:crypto';
import { BlockList, isIPv4 } from 'node:net';

/** CloudFront's own signature members, in a query or (with `CloudFront-` in front) in cookies. */
export interface SignatureMembers {
  readonly policy: string | undefined;
  readonly expires: string | undefined;
  readonly signature: string | undefined;
  readonly keyPairId: string | undefined;
}

export type Refusal = { readonly code: string; readonly message: string };

interface Statement {
  readonly resource: RegExp;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly addresses: BlockList | undefined;
}

const signatureNames = ['Policy', 'Expires', 'Signature', 'Key-Pair-Id'];
const remembered = 2_000;

/** Takes CloudFront's members out of a query string; the rest is what the origin and the cache see. */
export function splitSignature(query: string): {
  readonly members: SignatureMembers | undefined;
  readonly rest: string;
} {
  if (!query.includes('Key-Pair-Id') && !query.includes('Signature'))
    return { members: undefined, rest: query };
  const own = new Map<string, string>();
  const rest = query.split('&').filter((pair) => {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at);
    if (!signatureNames.includes(name)) return true;
    own.set(name, decodeURIComponent(pair.slice(at + 1)));
    return false;
  });
  const members = {
    policy: own.get('Policy'),
    expires: own.get('Expires'),
    signature: own.get('Signature'),
    keyPairId: own.get('Key-Pair-Id'),
  };
  return { members: own.size > 0 ? members : undefined, rest: rest.join('&') };
}

export function signatureCookies(header: string | undefined): SignatureMembers {
  const cookies = new Map<string, string>();
  for (const pair of header?.split(/;\s*/) ?? []) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at);
    // Of cookies with the same name the browser sends the one for the longest path first.
    if (!cookies.has(name)) cookies.set(name, pair.slice(at + 1));
  }
  return {
    policy: cookies.get('CloudFront-Policy'),
    expires: cookies.get('CloudFront-Expires'),
    signature: cookies.get('CloudFront-Signature'),
    keyPairId: cookies.get('CloudFront-Key-Pair-Id'),
  };
}

/** Verifies signed URLs and cookies of one behaviour's trusted keys. */
export class SignedRequests {
  readonly #keys: ReadonlyMap<string, KeyObject>;
  /** Signatures that were found to be right; only their conditions are left to check. */
  readonly #verified = new Map<string, Statement>();

  constructor(keys: ReadonlyMap<string, KeyObject>) {
    this.#keys = keys;
  }

  /** Undefined when the request may pass. `urls` are the spellings under which the resource is known. */
  refusal(
    members: SignatureMembers,
    urls: readonly string[],
    address: string,
    now: number,
  ): Refusal | undefined {
    const { policy, expires, signature, keyPairId } = members;
    if (keyPairId === undefined) return missing('MissingKey', 'Key-Pair-Id');
    if (signature === undefined) return missing('MissingSignature', 'Signature');
    if (policy === undefined && expires === undefined) return missing('MissingPolicy', 'Policy');
    const statement =
      policy === undefined
        ? this.#canned(String(expires), signature, keyPairId, urls)
        : this.#custom(policy, signature, keyPairId);
    if ('code' in statement) return statement;
    const allowed =
      now < statement.notAfter &&
      now > statement.notBefore &&
      urls.some((url) => statement.resource.test(url)) &&
      (!statement.addresses || statement.addresses.check(address, isIPv4(address) ? 'ipv4' : 'ipv6'));
    return allowed ? undefined : accessDenied;
  }

  #custom(policy: string, signature: string, keyPairId: string): Statement | Refusal {
    const id = `${keyPairId} ${policy} ${signature}`;
    const known = this.#verified.get(id);
    if (known) return known;
    const key = this.#keys.get(keyPairId);
    if (!key) return unknownKey;
    const document = fromUrlSafe(policy);
    if (!verify('RSA-SHA1', document, key, fromUrlSafe(signature))) return accessDenied;
    const statement = parsePolicy(document.toString('utf8'));
    if (!statement) return { code: 'MalformedPolicy', message: 'Malformed Policy' };
    this.#remember(id, statement);
    return statement;
  }

  #canned(
    expires: string,
    signature: string,
    keyPairId: string,
    urls: readonly string[],
  ): Statement | Refusal {
    const key = this.#keys.get(keyPairId);
    if (!key) return unknownKey;
    for (const url of urls) {
      // The exact text that a canned policy stands for (AWS documentation).
      const document = `{"Statement":[{"Resource":"${url}","Condition":{"DateLessThan":{"AWS:EpochTime":${expires}}}}]}`;
      if (/^\d+$/.test(expires) && verify('RSA-SHA1', Buffer.from(document), key, fromUrlSafe(signature))) {
        return { resource: /^/, notBefore: 0, notAfter: Number(expires), addresses: undefined };
      }
    }
    return accessDenied;
  }

  #remember(id: string, statement: Statement): void {
    if (this.#verified.size >= remembered) this.#verified.clear();
    this.#verified.set(id, statement);
  }
}

const accessDenied: Refusal = { code: 'AccessDenied', message: 'Access denied' };
const unknownKey: Refusal = { code: 'InvalidKey', message: 'Unknown Key' };

function missing(code: string, name: string): Refusal {
  return { code, message: `Missing ${name} query parameter or cookie value` };
}

/** CloudFront's spelling of base64 in URLs. */
/** Strict: a spelling that another text decodes to as well (spare bits, padding) gives nothing. */
function fromUrlSafe(text: string): Buffer {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/');
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : Buffer.alloc(0);
}

function parsePolicy(document: string): Statement | undefined {
  try {
    const { Statement: statements } = JSON.parse(document) as { Statement: readonly PolicyStatement[] };
    const [statement] = statements;
    if (statements.length !== 1 || !statement) return undefined;
    const { DateLessThan, DateGreaterThan, IpAddress } = statement.Condition;
    const notAfter = DateLessThan?.['AWS:EpochTime'];
    if (typeof notAfter !== 'number') return undefined;
    return {
      resource: resourcePattern(statement.Resource ?? '*'),
      notBefore: DateGreaterThan?.['AWS:EpochTime'] ?? 0,
      notAfter,
      addresses: IpAddress && addressBlock(IpAddress['AWS:SourceIp']),
    };
  } catch {
    return undefined;
  }
}

interface PolicyStatement {
  readonly Resource?: string;
  readonly Condition: {
    readonly DateLessThan?: { readonly 'AWS:EpochTime': number };
    readonly DateGreaterThan?: { readonly 'AWS:EpochTime': number };
    readonly IpAddress?: { readonly 'AWS:SourceIp': string };
  };
}

/** `*` stands for any text, `?` for one character; a resource without a scheme means both. */
function resourcePattern(resource: string): RegExp {
  const source = resource
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`);
}

function addressBlock(text: string): BlockList {
  const [address = '', bits] = text.split('/');
  const block = new BlockList();
  const family = isIPv4(address) ? 'ipv4' : 'ipv6';
  block.addSubnet(address, bits === undefined ? (family === 'ipv4' ? 32 : 128) : Number(bits), family);
  return block;
}
