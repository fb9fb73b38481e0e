import { lowerFirst, ofAny, upperFirst, withArticle } from './noun-phrase.ts';

/** Verbs on buttons that name what a person came for, at the start of the button's name. */
const goal = new RegExp(
  `^(?:${(
    'accept activate add allow apply approve archive assign attach block book buy cancel change check\\s?out clone ' +
    'complete compose configure connect convert create deactivate decline delete deploy disable donate download duplicate ' +
    'edit enable enrol enroll export file generate grant import install invite issue join launch log\\s?in ' +
    'log\\s?out merge move order pay place post publish purchase raise redeem refund register reject remove rename ' +
    'renew reply report request reserve reset resolve restore revoke run save schedule send set\\s?up share ship ' +
    'sign\\s?in sign\\s?out sign\\s?up start submit subscribe sync transfer translate unsubscribe update upgrade ' +
    'upload verify vote withdraw write'
  )
    .split(' ')
    .join('|')})\\b`,
  'i',
);

/** Such a button only agrees to what was said before. */
const assent =
  /^(?:ok|okay|yes|confirm|done|apply|continue|next|finish|got it|submit|save|save changes|save and close|update|accept|agree|i agree|proceed|yes,? .*|create|add|send|delete|remove|post|publish|start|run|change)$/i;

/** These are whole goals in one word or phrase. */
const complete =
  /^(?:check\s?out|sign\s?in|sign\s?up|sign\s?out|log\s?in|log\s?out|subscribe|register|donate|upgrade)$/i;

/** Gives up what was begun. */
const giving =
  /^(?:cancel|close|dismiss|discard|discard changes|back|go back|reset|undo|clear|skip|no|no,? .*|not now|later)$/i;

/** Words alone: what holds an address, a path or a time of day is something shown, not something to do. */
const phrase = /^[\p{L}\p{N}’'&+ -]+[?!.]?$/u;

/** How sure a button's name makes what a person came for: all of it, its verb alone, agreement to it, nothing. */
type GoalStrength = 'whole' | 'verb' | 'assent' | 'none';

export function goalStrength(shown: string): GoalStrength {
  const name = withoutPlus(shown);
  if (complete.test(name)) return 'whole';
  if (giving.test(name) || name.endsWith('…')) return 'none';
  if (/^new\s+\S/i.test(name)) return 'whole';
  if (assent.test(name)) return goal.test(name) ? 'verb' : 'assent';
  if (!goal.test(name) || !phrase.test(name)) return 'none';
  return /\s/.test(name) ? 'whole' : 'verb';
}

/** A press on that may at least open something: it neither agrees to anything nor gives it up. */
export function opens(name: string): boolean {
  return !assent.test(name) && !giving.test(name);
}

/** Leaving is what one does after what one came for. */
export function isLeaving(name: string): boolean {
  return /^(?:sign|log)\s?(?:out|off)$/i.test(name);
}

/** `New invoice` → `Create a new invoice`; `Add to cart` with what is added. */
export function asGoal(shown: string, item: string | undefined): string {
  const name = withoutPlus(shown);
  const fresh = /^(?:(?:add|compose|create|start|write)\s+(?:an?\s+)?)?new\s+(.+)$/i.exec(name);
  if (fresh?.[1])
    return `${fresh[0].replace(/^new\b.*/i, 'Create').split(/\s/)[0]} a new ${lowerFirst(fresh[1])}`;
  const adding = /^add to (?:your |my |the )?(cart|basket|bag|wishlist|favou?rites|list)$/i.exec(name);
  if (adding?.[1]) return `Add ${item ?? 'a product'} to the ${adding[1].toLowerCase()}`;
  const written = name
    .replace(/[?!.]+$/, '')
    .replace(/^(sign|log)(in|out|up)$/i, '$1 $2')
    .replace(/^checkout$/i, 'check out');
  return upperFirst(withArticle(ofAny(written)));
}

/** “+ New invoice” */
const withoutPlus = (name: string): string => name.replace(/^[+＋]\s*/, '');
