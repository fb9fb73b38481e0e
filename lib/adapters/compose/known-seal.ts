import { gunzipSync, gzipSync } from 'node:zlib';
import { decodeSealed, type SealedHeader } from '../../contracts/capture/batch.ts';
import type { KnownSeal } from '../../domain/compose/live/carry-known.ts';
import type { Learned } from '../../domain/compose/live/redacting-opener.ts';
import { seal, unseal } from '../../runtime/sealing.ts';
import type { DataKeys } from './data-keys.ts';

const subject = 'known';

/** What is known of a recording is as secret as what it holds: it is kept under the same key. */
export function knownSeal(keys: DataKeys): KnownSeal {
  return {
    async seal(recording, learned) {
      const { tenantId, recordingId } = recording;
      const content = gzipSync(JSON.stringify(learned));
      return seal('known', { tenantId, recordingId, subject }, await keys.of(recording), content);
    },
    async open(recording, sealed) {
      const decoded = decodeSealed(sealed);
      const isOurs = (of: SealedHeader) =>
        of.recordingId === recording.recordingId && of.tenantId === recording.tenantId;
      if (!decoded.ok || !isOurs(decoded.sealed)) return undefined;
      const content = unseal('known', decoded.sealed, await keys.of(recording));
      return content ? (JSON.parse(gunzipSync(content).toString('utf8')) as Learned) : undefined;
    },
  };
}
