import type { KeyRing, KeyRings, SigningKey } from './signing-keys.ts';

export interface RotationPorts {
  readonly rings: KeyRings;
  readonly makers: {
    create(): Promise<Pick<SigningKey, 'keyId' | 'published'>>;
    /** Has KMS delete it after its waiting time. A second time does nothing. */
    destroy(keyId: string): Promise<void>;
  };
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface Rotation {
  /** Sign with the next key now, however short the current one has signed. */
  readonly now?: boolean | undefined;
  /** The current key is in wrong hands: the next one signs now, and nothing that the old one signed counts. */
  readonly compromised?: boolean | undefined;
}

const hour = 3_600_000;
/** How long one key signs. */
const term = 90 * 24 * hour;
/** API Gateway keeps published keys for up to two hours; before that nobody can be sure to know a new one. */
const publishedBeforeUse = 3 * hour;
/** As long as the longest-lived token (an id token, an hour), and some. */
const publishedAfterUse = 3 * hour;

/**
 * Brings the ring to where it should be at this time. There is always a next key, published long before it signs, so
 * that a compromised one can be given up at once. It may run as often as one likes, also twice at the same moment.
 */
export async function rotateSigningKey(ports: RotationPorts, asked: Rotation = {}): Promise<KeyRing> {
  const ring = await ports.rings.read();
  const now = ports.now();
  const [retired, kept] = partition(ring.keys, ({ state }) => state === 'retired');
  for (const { keyId } of retired) await ports.makers.destroy(keyId);
  const moved = promote(retire(kept, now), asked, now);
  const added: SigningKey[] = [];
  for (const state of ['current', 'next'] as const) {
    if (!moved.some((key) => key.state === state))
      added.push({ ...(await ports.makers.create()), state, since: now });
  }
  const keys = [...moved, ...added];
  if (sameStates(keys, ring.keys)) return ring;
  if (await ports.rings.replace(ring, keys)) return { version: ring.version + 1, keys };
  for (const { keyId } of added) await ports.makers.destroy(keyId);
  return ports.rings.read();
}

function retire(keys: readonly SigningKey[], now: number): SigningKey[] {
  return keys.map((key) =>
    key.state === 'previous' && now - key.since >= publishedAfterUse
      ? { ...key, state: 'retired', since: now }
      : key,
  );
}

function promote(keys: readonly SigningKey[], asked: Rotation, now: number): readonly SigningKey[] {
  const current = keys.find(({ state }) => state === 'current');
  const next = keys.find(({ state }) => state === 'next');
  if (!current || !next) return keys;
  const due = asked.now || now - current.since >= term;
  const known = now - next.since >= publishedBeforeUse;
  if (!asked.compromised && !(due && known)) return keys;
  return keys.map((key) => {
    if (key === next) return { ...key, state: 'current', since: now };
    if (key === current) return { ...key, state: asked.compromised ? 'retired' : 'previous', since: now };
    return key;
  });
}

function sameStates(keys: readonly SigningKey[], others: readonly SigningKey[]): boolean {
  return keys.length === others.length && keys.every((key, i) => key === others[i]);
}

function partition<Value>(values: readonly Value[], holds: (value: Value) => boolean): [Value[], Value[]] {
  return [values.filter(holds), values.filter((value) => !holds(value))];
}
