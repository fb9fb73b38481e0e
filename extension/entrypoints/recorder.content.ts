import { defineContentScript } from 'wxt/utils/define-content-script';
import { recordFrame } from '../recording/record-frame.ts';

/** Put into pages by the worker while a recording runs (`tabs/page-scripts.ts`), never otherwise. */
export default defineContentScript({
  registration: 'runtime',
  matches: ['<all_urls>'],
  main() {
    const frame: { guidewrightRecords?: boolean } = globalThis as object;
    // Open pages are given the script once more when a recording starts.
    if (frame.guidewrightRecords) return;
    frame.guidewrightRecords = true;
    recordFrame();
  },
});
