import type { NeverRead } from './never-read.ts';
import type { Tried } from './use-trial.ts';

const list = new Intl.ListFormat('en');

/** What a text's hidden parts are. The text is shown as it stands on a page; a field may be one that is never read. */
export function trialWords(
  { text, mayRecord, parts }: Pick<Tried, 'text' | 'mayRecord' | 'parts'>,
  secret: NeverRead | undefined,
): string {
  if (!mayRecord) return 'A site rule says so.';
  const kinds = list.format(new Set(parts.map(({ words }) => words)));
  if (!secret) return kinds === '' ? 'Nothing is hidden.' : `Hidden: ${kinds}.`;
  if (text.trim() === '') return neverReadWords(secret);
  const inTexts = kinds === '' ? 'In texts it is not hidden.' : `Hidden in texts: ${kinds}.`;
  return `${inTexts} ${neverReadWords(secret)}`;
}

export function neverReadWords({ words }: NeverRead): string {
  return `Typed into a field called so, it is never read: the field is taken for one with ${words}.`;
}
