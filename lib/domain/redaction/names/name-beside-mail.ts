import type { Word } from './capital-runs.ts';
import { isOtherWord, listForm } from './name-words.ts';

const mailBehind = /^[\s<([|,;:·–—-]{0,4}([a-z\d._%+-]{2,64})@[a-z\d]/i;
const mailBefore = /(?<![a-z\d._%+-])([a-z\d._%+-]{2,64})@[a-z\d.-]{1,100}[\s>)\]|,;:·–—-]{1,4}$/i;
const reach = 180;
/** Of everybody’s, RFC 2142 and the like. */
const shared =
  /^(?:abuse|accounts?|admin|billing|careers|contact|events?|finance|hello|help|helpdesk|hr|info|invoices?|jobs|legal|mail|marketing|news|newsletter|no-?reply|office|orders?|partners?|payments?|press|privacy|sales|security|service|shop|support|team|webmaster)\b/i;

/** Of capitalised words beside a mail address those that are its owner’s name: `Wanja Tvedt wtvedt@example.com`. */
export function nameBesideMail(
  text: string,
  run: readonly Word[],
): { start: number; end: number } | undefined {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last || !text.includes('@')) return undefined;
  const mailbox =
    mailBehind.exec(text.slice(last.end, last.end + reach))?.[1] ??
    mailBefore.exec(text.slice(Math.max(0, first.start - reach), first.start))?.[1];
  if (!mailbox || shared.test(mailbox)) return undefined;
  const named = run.map(({ text: word }) => isIn(mailbox.toLowerCase(), listForm(word)));
  const from = named.indexOf(true);
  if (from < 0) return undefined;
  const to = named.lastIndexOf(true);
  // The address may have one of two names.
  const begin = from === to && to === run.length - 1 && !isOther(run[from - 1]) ? from - 1 : from;
  const end = from === to && begin === from && !isOther(run[to + 1]) ? to + 1 : to;
  return { start: run[begin]?.start ?? first.start, end: run[end]?.end ?? last.end };
}

function isIn(mailbox: string, word: string): boolean {
  return word.length >= 3 && !isOtherWord(word) && mailbox.includes(word);
}

function isOther(word: Word | undefined): boolean {
  return !word || isOtherWord(word.text);
}
