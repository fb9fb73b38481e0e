/** What is shortened is cut to so many characters, where a reader would pause. */
const nameLength = 60;
/** What can be taken in at a glance stays whole: a piece of a name is harder to find than a long one. */
const glance = { characters: 80, words: 12 };

/** What comes after that would be cut in any case. */
const consideredLength = 160;

/** Nothing in such a name needs cleaning: most names are, and this is asked for every action. */
const plain =
  /^(?!.*(?: {2}| (?:required|tab|window|link|ascending|descending)$))[A-Za-z][A-Za-z' -]{1,57}[a-z]$/;

/** Words of icon fonts that draw a glyph but read as text, before the label they decorate: “add Add item”. */
const ligatures = new Set(
  (
    'add remove delete edit close menu search settings home person logout login share save print download upload ' +
    'refresh sync visibility favorite star check done cancel info help warning error mail notifications event ' +
    'schedule lock filter sort list folder attachment send reply archive launch link undo redo expand apps ' +
    'dashboard account create'
  ).split(' '),
);

/** Icon fonts' glyphs, control and format characters. Emoji lose their variation selectors, which show nothing. */
const invisible = /[\p{Co}\p{Cf}\p{Cc}]+|\ufe0f/gu;

/** White space folded; icon glyphs and marks that show nothing dropped. Most texts pass as they are. */
export function foldText(text: string): string {
  return text.replace(invisible, ' ').replace(/\s+/g, ' ').trim();
}

/** A name as a person would say it: without badges, shortcuts, marks of required fields and decoration. */
export function cleanName(raw: string): string {
  if (plain.test(raw)) return halve(dropLigature(raw));
  let name = foldText(raw.slice(0, consideredLength));
  name = name
    .replace(/[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  name = dropLigature(name);
  name = halve(dropTails(name));
  return name.length <= nameLength ? name : dropTails(shortName(name));
}

function isAtAGlance(name: string): boolean {
  return name.length <= glance.characters && name.split(' ').length <= glance.words;
}

/** What is told in brackets at the end, closed or not, unless it turns the meaning. */
function withoutAside(name: string): string {
  const short = name.replace(/(?<=^.{8,})\s[([][^()[\]]*[)\]]?$/, '');
  return turning.test(name.slice(short.length)) ? name : short;
}

function dropTails(whole: string): string {
  let name = whole;
  for (let before = ''; before !== name; ) {
    before = name;
    name = dropTail(name);
  }
  return name;
}

/** Without what such a word begins, a sentence may say the opposite. */
const turning =
  /(?<![\p{L}\p{N}])(?:but|except|excluding|if|no|not|nor|only|or|unless|until|without|n’t|n't)(?![\p{L}\p{N}])/iu;
/** So long may a name be that would mean something else if it were shorter. */
const turningLength = 120;

/** Words at which a long name may end without a piece of it being missed. */
const joints =
  /(?:,|\s(?:and|as|because|by|for|from|if|in|into|of|on|or|so|that|to|until|when|which|while|with|without))(?=\s)/gi;
const shortest = 20;

/**
 * A long name as a person would shorten it: after a sentence or clause, else before what is said in brackets, else before
 * a joint; dots only where none of these is, and not at all while it can be taken in as it is.
 */
function shortName(whole: string): string {
  if (isAtAGlance(whole) && cutName(whole, nameLength).endsWith('…')) return whole;
  const name = withoutAside(whole);
  if (name !== whole && isAtAGlance(name)) return name;
  const cut = cutName(name, nameLength);
  const short = cut.endsWith('…') ? (beforeJoint(name) ?? cut) : cut;
  if (!turning.test(name.slice(short.replace(/…$/, '').length))) return short;
  return name.length <= turningLength ? name : cutName(name, turningLength);
}

function beforeJoint(name: string): string | undefined {
  const joint = [...name.slice(0, nameLength + 1).matchAll(joints)].findLast(
    ({ index }) => index >= shortest,
  );
  return joint && name.slice(0, joint.index).trim();
}

const modifierKey = '(?:Ctrl|Control|Cmd|Command|Alt|Option|Opt|Shift|Meta|⌘|⌥|⇧|⌃)';
const key =
  "(?:[A-Z0-9/\\\\?.,'`;-]|F\\d{1,2}|Enter|Return|Esc|Escape|Del|Delete|Backspace|Space|Tab|↵|⏎|⌫|Up|Down|Left|Right)";

/** White space is folded by then. Lengths are bounded: names come from foreign pages. */
const tails: readonly RegExp[] = [
  // Keyboard hints: “Save Ctrl+S”, “Copy (⌘C)”, “Search ⌘ K”, “Search Ctrl K”.
  new RegExp(`\\s?[([]?\\s?(?:${modifierKey}\\s?[+‑–-]\\s?){1,4}${key}\\s?[)\\]]?$`, 'i'),
  new RegExp(`\\s?[([]?\\s?(?:[⌘⌥⇧⌃]\\s?){1,4}${key}\\s?[)\\]]?$`),
  new RegExp(`\\s(?:Ctrl|Cmd)\\s${key}$`),
  // Badges: “Inbox (12)”, “Messages 99+”, “Alerts, 3 unread”.
  /\s?[([]\s?\d[\d.,\s]*[kKmM]?\+?\s?[)\]]$/,
  /\s\d+\+$/,
  /[\s,;:·•–-]+\d+\+?\s(?:unread|new|pending|notifications?|messages?|items?|results?|alerts?)(?:\s(?:items?|messages?|notifications?|alerts?))?$/i,
  // How long ago: “4 new messages 3 mins”; “Remind me in 10 mins” keeps its own.
  /\s(?<=\S\s\S.{0,140}\s)(?<!\b(?:after|every|for|in|last|next|of|past|than|to|within)\s)\d{1,3}\s?(?:secs?|mins?|minutes?|hrs?|hours?|days?|weeks?)(?:\sago)?$/i,
  // The price of what a card shows; “Pay €20” keeps its own.
  /(?<=\S\s.*\S)\s(?:[€$£¥₹]\s?\d[\d.,]*|\d[\d.,]*\s?(?:€|£|kr|EUR|USD|GBP))$/,
  // What assistive technology is told besides the name.
  /[\s,;:–-]*[([]?\s?(?:opens?|opening)?\s?(?:in|into)\san?\snew\s(?:tab|window)\s?[)\]]?\.?$/i,
  /[\s,;:–-]*[([]?\s?external link\s?[)\]]?$/i,
  /[\s,;:–-]*activate to sort.*$/i,
  /[\s,;:–-]*[([]\s?(?:required|optional|selected|current|active)\s?[)\]]$/i,
  /[\s,;:–-]+required$/,
  // A badge that its page did not tell apart: “Notifications 3”; “Chapter 3” keeps its own.
  /\s(?<=\b(?:alerts|basket|cart|comments|drafts|favou?rites|inbox|issues|likes|mails?|messages|notifications|pull requests|replies|requests|reviews|spam|tasks|unread|updates|wishlist)\s?[:•·]?\s)\d{1,6}$/i,
];

/** Of names that end in a sign. */
const signTails: readonly RegExp[] = [
  // Marks of labels and of buttons that lead on.
  /[\s:：*＊]+$/,
  /(?<=\p{L})\s?(?:\.\.\.|…)$/u,
  /\s?[\u2190-\u21ff\u2303-\u2305\u25b2-\u25c5\u2b05-\u2b0d\u2bc5-\u2bc8\u23ce-\u23ff\u2700-\u27bf\u{1f850}-\u{1f8ff}˄˅›»‹«]+$/u,
  /\s[•·☰≡⋮⋯]+$/u,
  // What stood before a hint that was dropped.
  /\s[|–—-]$/,
  // How the thing stands, drawn by a style sheet.
  /\s?[✓✔✗✘]$/,
];

/** A plus is told: “+ New” is how the button is found. */
const heads = /^(?:[*＊:·•|›»«‹←⋮⋯≡☰]\s*)+(?=[\p{L}\p{N}])/u;

/** No tail ends otherwise; most names end in a plain word. */
const mayHaveTail =
  /[^a-z]$|[+⌘⌥⇧⌃‑–]|(?:required|tab|window|link|unread|new|pending|kr|ago|secs?|mins?|minutes?|hrs?|hours?|days?|weeks?|notifications?|messages?|items?|results?|alerts?|sort|ascending|descending)$/;

function dropTail(name: string): string {
  let rest = heads.test(name) ? name.replace(heads, '') : name;
  if (!mayHaveTail.test(rest)) return rest;
  const all = /[\p{L}\p{N})\]]$/u.test(rest) ? tails : [...tails, ...signTails];
  for (const tail of all) {
    const shorter = rest.replace(tail, '').trim();
    if (shorter.length > 0) rest = shorter;
  }
  return rest;
}

/** `more_vert` and the like, alone or before a label. */
function dropLigature(name: string): string {
  const space = name.indexOf(' ');
  if (space < 0) return name;
  const first = name.slice(0, space);
  const rest = name.slice(space + 1);
  if (/^[a-z]+(?:_[a-z0-9]+)+$/.test(first)) return rest;
  return ligatures.has(first) && /^\p{Lu}/u.test(rest) ? rest : name;
}

/** “Save Save”: what is seen, and the same again for screen readers. */
function halve(name: string): string {
  const half = (name.length - 1) / 2;
  if (!Number.isInteger(half) || half < 2 || name[half] !== ' ') return name;
  return name.slice(0, half) === name.slice(half + 1) ? name.slice(0, half) : name;
}

/** At most `length` characters: up to the end of a sentence or clause when there is one, else of a word. */
export function cutName(name: string, length: number): string {
  if (name.length <= length) return name;
  const head = name.slice(0, length + 1);
  const clause = /^(.{8,}?)(?:[.!?:;](?=\s)|\s[|–—·•-]\s)/.exec(head);
  if (clause?.[1]) return clause[1].trim();
  const word = head.lastIndexOf(' ');
  const end = word > length / 2 ? word : length - 1;
  return `${dropLoneSurrogate(head.slice(0, end)).replace(/[\s,;:.–—-]+$/, '')}…`;
}

function dropLoneSurrogate(text: string): string {
  return text.replace(/[\ud800-\udbff]$/, '');
}

/** Says nothing by itself: signs, glyphs, emoji. */
export function isWordless(name: string): boolean {
  return !/[\p{L}\p{N}]/u.test(name);
}
