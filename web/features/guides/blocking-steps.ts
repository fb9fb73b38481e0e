import { readMissing } from '../../../lib/contracts/guides/missing.ts';

/** Ends of sentences about pictures for which a guide waits. */
const withheld = /could not be (?:covered|looked through)/;

/** The steps whose pictures were withheld for what they show, each with its sentence. */
export function blockingSteps(missing: readonly string[]): { step: number; sentence: string }[] {
  return missing.flatMap((sentence) => {
    const found = readMissing(sentence);
    return found?.kind === 'picture' && withheld.test(found.reason ?? '')
      ? [{ step: found.step, sentence }]
      : [];
  });
}
