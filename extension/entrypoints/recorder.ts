import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { recordFrame } from '../recording/record-frame.ts';

/**
 * Put into pages by the worker while a recording runs (`worker/page-scripts.ts`), never otherwise. Not declared
 * as a content script, because that would ask for every site at installation.
 */
export default defineUnlistedScript(() => {
  const frame: { guidewrightRecords?: boolean } = globalThis as object;
  // Open pages are given the script once more when a recording starts.
  if (frame.guidewrightRecords) return;
  frame.guidewrightRecords = true;
  recordFrame();
});
