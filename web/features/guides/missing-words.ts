import { readMissing } from '../../../lib/contracts/guides/missing.ts';

const mostNamed = 5;

/** What a partial guide lacks, in a few words: `No pictures in steps 2 and 4. A part of the recording is missing.` */
export function missingInShort(sentences: readonly string[]): string {
  const named: string[] = [];
  let lost = 0;
  let parts = 0;
  let details = false;
  const unread: string[] = [];
  let unnamed = 0;
  let byRules = false;
  for (const sentence of sentences) {
    const missing = readMissing(sentence);
    if (missing?.kind === 'picture') {
      lost += 1;
      if (named.length < mostNamed) named.push(String(missing.step));
    } else if (missing?.kind === 'more-pictures') lost += missing.count;
    else if (missing?.kind === 'more-parts') parts += missing.count;
    else if (missing?.kind === 'details') details = true;
    else if (missing?.kind === 'unread') {
      const first = missing.steps.slice(0, mostNamed);
      unread.push(...first.map(String));
      unnamed += missing.steps.length - first.length + missing.more;
    } else if (missing?.kind === 'rules-alone') byRules = true;
    else parts += 1;
  }
  if (unnamed > 0) unread.push(`${unnamed} more`);
  if (lost > named.length) named.push(`${lost - named.length} more`);
  return [
    lost === 1 && `No picture in step ${named}.`,
    lost > 1 && `No pictures in steps ${list.format(named)}.`,
    parts === 1 && 'A part of the recording is missing.',
    parts > 1 && `${parts} parts of the recording are missing.`,
    unread.length === 1 && `The picture of step ${unread} was not looked through for sensitive text.`,
    unread.length > 1 &&
      `Pictures of steps ${list.format(unread)} were not looked through for sensitive text.`,
    byRules && 'Texts were looked through for what is sensitive by rules alone.',
    details && 'Details of steps were left out.',
  ]
    .filter(Boolean)
    .join(' ');
}

const list = new Intl.ListFormat('en');
