import { createPrivateKey, createPublicKey, generateKeyPair, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { AwsError } from '../../service.ts';
import { openStateFile } from '../state-file.ts';

export type KeySpec = 'SYMMETRIC_DEFAULT' | 'RSA_2048' | 'RSA_3072' | 'RSA_4096';
export type KeyUsage = 'ENCRYPT_DECRYPT' | 'SIGN_VERIFY';

export interface Key {
  readonly id: string;
  readonly arn: string;
  readonly spec: KeySpec;
  readonly usage: KeyUsage;
  readonly enabled: boolean;
  /** Milliseconds; from then on it is gone, and until then it does nothing. */
  readonly deletedAt?: number | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly description: string;
  readonly createdAt: number;
  readonly policy: unknown;
  /** 32 bytes, or the private key in PKCS #8 DER. */
  readonly material: Buffer;
}

const schema = `
CREATE TABLE IF NOT EXISTS keys (id TEXT PRIMARY KEY, material BLOB NOT NULL, created_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS called_for (id TEXT PRIMARY KEY, attributes TEXT NOT NULL);
`;

/**
 * Keys and aliases. The material is made once and kept; everything else comes from the template, and of keys that
 * somebody called for (`CreateKey`) from the state.
 */
export class Keys {
  readonly #database: DatabaseSync;
  readonly #arnPrefix: string;
  readonly #keys = new Map<string, Key>();
  readonly #aliases = new Map<string, string>();

  constructor(path: string, arnPrefix: string) {
    this.#database = openStateFile(path, schema);
    this.#arnPrefix = arnPrefix;
    for (const { attributes, material, created_at } of this.#database
      .prepare('SELECT attributes, material, created_at FROM called_for JOIN keys USING (id)')
      .all()) {
      const key = { ...JSON.parse(String(attributes)), createdAt: Number(created_at) };
      this.#keys.set(key.id, { ...key, material: Buffer.from(material as Uint8Array) });
    }
  }

  /** Of a key that no template names; what is kept of it survives a restart. */
  async callFor(key: Omit<Key, 'material' | 'createdAt' | 'arn'>, now: number): Promise<Key> {
    await this.register({ ...key, arn: `${this.#arnPrefix}key/${key.id}` }, now);
    return this.#keep(this.find(key.id));
  }

  change(id: string, changed: Pick<Key, 'deletedAt'>): Key {
    const key = { ...this.find(id), ...changed };
    this.#keys.set(id, key);
    return this.#keep(key);
  }

  #keep(key: Key): Key {
    const { material: _, createdAt: __, ...attributes } = key;
    this.#database
      .prepare('INSERT OR REPLACE INTO called_for (id, attributes) VALUES (?, ?)')
      .run(key.id, JSON.stringify(attributes));
    return key;
  }

  async register(key: Omit<Key, 'material' | 'createdAt'>, now: number): Promise<void> {
    this.#database
      .prepare('INSERT OR IGNORE INTO keys (id, material, created_at) VALUES (?, ?, ?)')
      .run(key.id, this.#has(key.id) ? Buffer.alloc(0) : await newMaterial(key.spec), now);
    const row = this.#database.prepare('SELECT material, created_at FROM keys WHERE id = ?').get(key.id);
    const material = Buffer.from(row?.material as Uint8Array);
    this.#keys.set(key.id, { ...key, material, createdAt: Number(row?.created_at) });
  }

  alias(name: string, target: string): void {
    this.#aliases.set(name, this.find(target).id);
  }

  /** By key id, key ARN, alias name or alias ARN. */
  find(reference: string): Key {
    const name = reference.startsWith(this.#arnPrefix) ? reference.slice(this.#arnPrefix.length) : reference;
    if (name.startsWith('alias/')) {
      const key = this.#keys.get(this.#aliases.get(name) ?? '');
      if (key) return key;
      throw new AwsError('NotFoundException', `Alias ${this.#arnPrefix}${name} is not found.`);
    }
    const id = name.startsWith('key/') ? name.slice('key/'.length) : name;
    const key = this.#keys.get(id);
    if (key && !(key.deletedAt && key.deletedAt <= Date.now())) return key;
    throw new AwsError('NotFoundException', `Key '${this.#arnPrefix}key/${id}' does not exist`);
  }

  aliases(): readonly { name: string; arn: string; keyId: string }[] {
    return [...this.#aliases].map(([name, keyId]) => ({ name, keyId, arn: `${this.#arnPrefix}${name}` }));
  }

  all(): readonly Key[] {
    return [...this.#keys.values()];
  }

  policy(arn: string): unknown {
    return this.#keys.get(arn.slice(`${this.#arnPrefix}key/`.length))?.policy;
  }

  close(): void {
    this.#database.close();
  }

  // Making an RSA key takes a noticeable moment, so not for keys that exist.
  #has(id: string): boolean {
    return this.#database.prepare('SELECT 1 FROM keys WHERE id = ?').get(id) !== undefined;
  }
}

/** DER of the SubjectPublicKeyInfo, as `GetPublicKey` gives it. */
export function publicKeyOf(key: Key): Buffer {
  const privateKey = createPrivateKey({ key: key.material, format: 'der', type: 'pkcs8' });
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
}

async function newMaterial(spec: KeySpec): Promise<Buffer> {
  if (spec === 'SYMMETRIC_DEFAULT') return randomBytes(32);
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: Number(spec.slice(4)) });
  return privateKey.export({ format: 'der', type: 'pkcs8' });
}
