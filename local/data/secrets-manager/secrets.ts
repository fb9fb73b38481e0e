import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../../service.ts';
import { inTransaction, openStateFile } from '../state-file.ts';

export interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  /** Customer key; absent for AWS's own. */
  readonly key: string | undefined;
}

/** Exactly one of the two, the binary one in base64. */
export interface SecretValue {
  readonly SecretString?: string;
  readonly SecretBinary?: string;
}

export interface SecretVersion extends SecretValue {
  readonly versionId: string;
  readonly stages: readonly string[];
  readonly createdAt: number;
}

const schema = `
CREATE TABLE IF NOT EXISTS versions (
  arn TEXT NOT NULL, version_id TEXT NOT NULL, value TEXT NOT NULL, stages TEXT NOT NULL,
  created_at INTEGER NOT NULL, PRIMARY KEY (arn, version_id));
`;

export class Secrets {
  readonly #database: DatabaseSync;
  readonly #secrets = new Map<string, Secret>();
  readonly #now: () => number;

  constructor(path: string, now: () => number) {
    this.#database = openStateFile(path, schema);
    this.#now = now;
  }

  register(secret: Secret): void {
    this.#secrets.set(secret.arn, secret);
  }

  all(): readonly Secret[] {
    return [...this.#secrets.values()];
  }

  /** By ARN, by ARN without its six-character suffix, or by name. */
  find(id: string): Secret {
    const exact = this.#secrets.get(id);
    if (exact) return exact;
    const secret = this.all().find(({ name, arn }) => name === id || arn.slice(0, -'-XXXXXX'.length) === id);
    if (secret) return secret;
    throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  }

  versions(secret: Secret): readonly SecretVersion[] {
    return this.#database
      .prepare('SELECT * FROM versions WHERE arn = ? ORDER BY created_at, rowid')
      .all(secret.arn)
      .map((row) => ({
        ...(JSON.parse(String(row.value)) as SecretValue),
        versionId: String(row.version_id),
        stages: JSON.parse(String(row.stages)) as string[],
        createdAt: Number(row.created_at),
      }));
  }

  current(secret: Secret): SecretVersion | undefined {
    return this.versions(secret).find(({ stages }) => stages.includes('AWSCURRENT'));
  }

  /**
   * Adds a version that takes over `stages`; the version that was current becomes the previous one.
   * The same token with the same value is answered again, with another value refused.
   */
  put(
    secret: Secret,
    value: SecretValue,
    token: string = randomUUID(),
    stages: readonly string[] = ['AWSCURRENT'],
  ): SecretVersion {
    const versions = this.versions(secret);
    const same = versions.find(({ versionId }) => versionId === token);
    if (same) {
      if (same.SecretString === value.SecretString && same.SecretBinary === value.SecretBinary) return same;
      throw new AwsError(
        'ResourceExistsException',
        `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${secret.arn}.`,
      );
    }
    const isFirst = versions.length === 0;
    const taken = isFirst ? [...new Set([...stages, 'AWSCURRENT'])] : stages;
    const version = { ...value, versionId: token, stages: taken, createdAt: this.#now() };
    inTransaction(this.#database, () => {
      for (const earlier of versions) {
        const wasCurrent = taken.includes('AWSCURRENT') && earlier.stages.includes('AWSCURRENT');
        const kept = earlier.stages.filter(
          (stage) => !taken.includes(stage) && !(taken.includes('AWSCURRENT') && stage === 'AWSPREVIOUS'),
        );
        this.#database
          .prepare('UPDATE versions SET stages = ? WHERE arn = ? AND version_id = ?')
          .run(JSON.stringify(wasCurrent ? [...kept, 'AWSPREVIOUS'] : kept), secret.arn, earlier.versionId);
      }
      this.#database
        .prepare('INSERT INTO versions (arn, version_id, value, stages, created_at) VALUES (?, ?, ?, ?, ?)')
        .run(secret.arn, token, JSON.stringify(value), JSON.stringify(taken), version.createdAt);
    });
    return version;
  }

  close(): void {
    this.#database.close();
  }
}
