/** A guide is about any such thing: `Place this order` → `Place an order`. */
export function ofAny(name: string): string {
  return name
    .replace(/\b(?:this|that) (\p{L}+)/iu, (_, noun: string) => `${article(noun)} ${noun}`)
    .replace(/\b(?:these|those) (?:\d+ )?/i, '');
}

const countable =
  /^(add|approve|archive|assign|book|cancel|create|delete|edit|file|generate|invite|make|open|place|post|publish|remove|rename|request|schedule|send|share|start|submit|update|upload|write) ([a-z]{3,})$/i;
/** What they are said of is a kind of thing, even where buttons are written In Capitals. */
const creating =
  /^(?:book|cancel|create|delete|edit|file|generate|make|place|publish|raise|schedule|submit|update)$/i;
const compound = /^(?:add|book|create|make|place|raise|schedule) (\p{Ll}+) (\p{Ll}{3,})$/iu;
const uncountable =
  /s$|^(?:access|all|changes|data|feedback|here|information|more|money|new|now|out|password|profile|support|text|this|with|work|you)$/;
/** Kinds of nouns that mostly go without an article as the second of two. */
const abstract = /(?:tion|ment|ity|ance|ness|ing)$/;

/** Buttons leave the article out: `Place order` → `Place an order`. */
export function withArticle(name: string): string {
  const [, verb = '', noun = ''] = countable.exec(name) ?? [];
  const plain = lowerFirst(noun);
  if (noun && !uncountable.test(plain) && (plain === noun || creating.test(verb)) && !/^\p{Lu}/u.test(plain))
    return `${verb} ${article(plain)} ${plain}`;
  const [, first = '', last = ''] = compound.exec(name) ?? [];
  if (
    !first ||
    uncountable.test(last) ||
    abstract.test(last) ||
    /^(?:an?|the|to|your|my|from|all|new)$/.test(first)
  )
    return name;
  return name.replace(' ', ` ${article(first)} `);
}

function article(noun: string): string {
  return /^(?:[aeio]|un[^i]|up)/i.test(noun) ? 'an' : 'a';
}

const never = /^(?:access|analytics|details|news|preferences|sales|series|settings|status)$/i;

/** One of what a page lists: `Users` → `a user`, `Purchase orders` → `a purchase order`; `Profile` → `profile`. */
export function oneOf(listed: string): string {
  const words = lowerFirst(listed).split(' ');
  const last = words.at(-1) ?? '';
  if (!/[^s]s$/.test(last) || never.test(last)) return words.join(' ');
  const one = last
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch|sh)es$/, '$1')
    .replace(/([^s])s$/, '$1');
  return `${article(words[0] ?? '')} ${[...words.slice(0, -1), one].join(' ')}`;
}

/** Keeps abbreviations and names as they are: `URL`, `iPhone`. */
export function lowerFirst(text: string): string {
  return /^\p{Lu}[\p{Ll}-]*(?:\s|$)/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
