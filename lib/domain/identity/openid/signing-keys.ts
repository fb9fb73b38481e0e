/** RSA public key as `jwks.json` shows it. Its `kid` is its thumbprint (RFC 7638). */
export interface PublishedKey {
  readonly kty: 'RSA';
  readonly use: 'sig';
  readonly alg: 'RS256';
  readonly kid: string;
  readonly n: string;
  readonly e: string;
}

/** Only the current one signs; a retired one is published no more. */
export interface SigningKey {
  /** Of KMS, which alone has the private half. */
  readonly keyId: string;
  readonly published: PublishedKey;
  readonly state: 'next' | 'current' | 'previous' | 'retired';
  /** Since when it is in that state; milliseconds since the epoch. */
  readonly since: number;
}

/** All keys of a region. `version` counts the changes. */
export interface KeyRing {
  readonly version: number;
  readonly keys: readonly SigningKey[];
}

export interface KeyRings {
  /** An empty ring of version 0 where there is none yet. */
  read(): Promise<KeyRing>;
  /** False when somebody else changed the ring meanwhile; nothing is written then. */
  replace(read: KeyRing, keys: readonly SigningKey[]): Promise<boolean>;
}
