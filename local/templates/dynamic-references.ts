import { UnsupportedError } from '../service.ts';

/** Value of a secret by ARN or name, as `GetSecretValue` gives its `SecretString`. */
export type ReadSecret = (secretId: string) => Promise<string>;

const reference = /\{\{resolve:([a-z-]+):([^}]*)\}\}/g;

/** Replaces `{{resolve:secretsmanager:…}}` within every string of a value. Other services are refused. */
export async function resolveDynamicReferences(value: unknown, readSecret: ReadSecret): Promise<unknown> {
  if (typeof value === 'string') return value.includes('{{resolve:') ? replaceAll(value, readSecret) : value;
  if (Array.isArray(value))
    return Promise.all(value.map((item) => resolveDynamicReferences(item, readSecret)));
  if (typeof value !== 'object' || value === null) return value;
  const entries = await Promise.all(
    Object.entries(value).map(
      async ([key, item]) => [key, await resolveDynamicReferences(item, readSecret)] as const,
    ),
  );
  return Object.fromEntries(entries);
}

async function replaceAll(text: string, readSecret: ReadSecret): Promise<string> {
  const parts: string[] = [];
  let at = 0;
  for (const match of text.matchAll(reference)) {
    parts.push(text.slice(at, match.index), await secretValue(match[1] ?? '', match[2] ?? '', readSecret));
    at = match.index + match[0].length;
  }
  return [...parts, text.slice(at)].join('');
}

/** `<arn or name>:SecretString:<json key>:<version stage>:<version id>`; an ARN itself has colons. */
async function secretValue(service: string, rest: string, readSecret: ReadSecret): Promise<string> {
  if (service !== 'secretsmanager') throw new UnsupportedError(`dynamic references to ${service}`);
  const [secretId = '', tail = ''] = rest.split(/:SecretString(?::|$)/);
  const [key = '', stage = '', version = ''] = tail.split(':');
  if ((stage !== '' && stage !== 'AWSCURRENT') || version !== '')
    throw new UnsupportedError('dynamic references to an older version of a secret');
  const secret = await readSecret(secretId);
  if (key === '') return secret;
  const member: unknown = JSON.parse(secret)[key];
  if (member === undefined) throw new Error(`Secret ${secretId} has no member ${key}`);
  return String(member);
}
