import type { KeyRings, PublishedKey } from '../../../domain/identity/openid/signing-keys.ts';
import type { VerificationKeys } from '../verify-access-token.ts';

/** Milliseconds; a key that was withdrawn verifies nothing after that. */
const keptFor = 30_000;

/** The published keys, read again now and then. Should reading fail, what is known holds on. */
export function verificationKeys(
  rings: Pick<KeyRings, 'read'>,
  now: () => number = Date.now,
): VerificationKeys {
  let known: { readonly at: number; readonly keys: ReadonlyMap<string, PublishedKey> } | undefined;
  let reading: Promise<ReadonlyMap<string, PublishedKey>> | undefined;
  const read = async () => {
    const { keys } = await rings.read();
    const published = keys.filter(({ state }) => state !== 'retired').map((key) => key.published);
    known = { at: now(), keys: new Map(published.map((key) => [key.kid, key])) };
    return known.keys;
  };
  const readOnce = () => {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  return {
    async find(kid) {
      if (known && now() - known.at < keptFor) return known.keys.get(kid);
      const remembered = known?.keys;
      const keys = await readOnce().catch((error) => {
        if (remembered) return remembered;
        throw error;
      });
      return keys.get(kid);
    },
  };
}
