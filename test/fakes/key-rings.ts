import type { KeyRing, KeyRings } from '../../lib/domain/identity/openid/signing-keys.ts';

/** One ring in memory, which as the real one is replaced only by whoever read it last. */
export function fakeRings() {
  let ring: KeyRing = { version: 0, keys: [] };
  const rings: KeyRings = {
    read: async () => ring,
    async replace(read, keys) {
      if (read.version !== ring.version) return false;
      ring = { version: ring.version + 1, keys };
      return true;
    },
  };
  return { rings, written: () => ring.version };
}
