/** Verbs on buttons that name what a person came for, at the start of the button's name. */
const goal = new RegExp(
  `^(?:${(
    'accept activate add allow apply approve archive assign attach block book buy cancel change check\\s?out clone ' +
    'complete compose configure connect convert create deactivate decline delete deploy disable donate download duplicate ' +
    'edit enable enrol enroll export file generate grant import install invite issue join launch log\\s?in ' +
    'log\\s?out merge move order pay place post publish purchase raise redeem refund register reject remove rename ' +
    'renew reply report request reserve reset resolve restore revoke run save schedule send set\\s?up share ship ' +
    'sign\\s?in sign\\s?out sign\\s?up start submit subscribe sync transfer translate unsubscribe update upgrade ' +
    'upload verify vote withdraw'
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

type GoalStrength = 'whole' | 'verb' | 'assent' | 'none';

/** How much of what the person came for a button's name tells. */
export function goalStrength(name: string): GoalStrength {
  if (complete.test(name)) return 'whole';
  if (/^new\s+\S/i.test(name)) return 'whole';
  if (assent.test(name)) return goal.test(name) ? 'verb' : 'assent';
  return goal.test(name) ? 'whole' : 'none';
}

/** Leaving is what one does after what one came for. */
export function isLeaving(name: string): boolean {
  return /^(?:sign|log)\s?(?:out|off)$/i.test(name);
}

/** `New invoice` → `Create a new invoice`; `Add to cart` with what is added. */
export function asGoal(name: string, item: string | undefined): string {
  const fresh = /^new\s+(.+)$/i.exec(name);
  if (fresh?.[1]) return `Create a new ${lowerFirst(fresh[1])}`;
  const adding = /^add to (?:your |my |the )?(cart|basket|bag|wishlist|favou?rites|list)$/i.exec(name);
  if (adding?.[1]) return `Add ${item ?? 'a product'} to the ${adding[1].toLowerCase()}`;
  return upperFirst(withArticle(name));
}

const countable =
  /^(add|approve|archive|assign|book|cancel|create|delete|edit|file|generate|invite|make|open|place|post|publish|remove|rename|request|schedule|send|share|start|submit|update|upload|write) ([a-z]{3,})$/i;
const uncountable =
  /s$|^(?:access|all|changes|data|feedback|here|information|more|money|new|now|out|password|profile|support|text|this|with|work|you)$/;

/** Buttons leave the article out: `Place order` → `Place an order`. */
function withArticle(name: string): string {
  const [, verb = '', noun = ''] = countable.exec(name) ?? [];
  if (!noun || uncountable.test(noun) || /^\p{Lu}/u.test(noun)) return name;
  return `${verb} ${/^(?:[aeio]|un[^i]|up)/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** Keeps abbreviations and names as they are: `URL`, `iPhone`. */
export function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}*(?:\s|$)/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
