import type { ActionTarget } from '../../../contracts/capture/action.ts';
import { iconMeaning } from './icon-words.ts';

/** Parts of ids and class names that say how a thing is made, not what it is. */
const noise = new Set(
  (
    'btn button icon icons link links input inputs field fields form forms label text txt el elem element item items ' +
    'wrapper container content inner outer box div span svg path img css js mui chakra ant el ui react select vue ng ' +
    'fa fas far fal fab fad bi mdi glyphicon material symbols lucide feather ti ri la tabler heroicon octicon i ' +
    'svg inline root main primary secondary default small large active disabled hover focus col row flex grid class ' +
    'id test testid data cy qa e2e control group component widget ember radix headlessui trigger submit the'
  ).split(' '),
);

interface Hint {
  /** `icon`: a meaning that people know the picture by; `words`: what the page's author called it. */
  readonly kind: 'icon' | 'words';
  readonly text: string;
}

const namingAttributes = [
  'data-testid',
  'data-test',
  'data-cy',
  'data-qa',
  'data-action',
  'name',
  'id',
  'for',
];
const iconAttributes = ['data-icon', 'data-lucide', 'data-feather', 'icon'];

/** What ids, test ids, icon classes and addresses in the selectors give away about a target without a name. */
export function nameHint(target: ActionTarget): Hint | undefined {
  const css = target.selectors
    .map((list) => list.at(-1) ?? '')
    .filter((s) => !/^(?:aria|text|xpath)\//.test(s));
  const parts = css.map((selector) => lastCompound(selector.replace(/^(?:pierce|css)\//, '')));
  return iconHint(parts, target) ?? wordHint(parts) ?? addressHint(parts);
}

/** Of a selector, from its end. */
const consideredLength = 200;

/** The part of a CSS selector that is about the target itself. */
function lastCompound(selector: string): string {
  const compounds = selector.slice(-consideredLength).split(/\s*[>+~]\s*|\s+(?![^[]*\])/);
  return compounds.at(-1) ?? '';
}

function attribute(part: string, name: string): string | undefined {
  const match = new RegExp(`\\[${name}[*^$~|]?=["']?([^"'\\]]+)`).exec(part);
  return match?.[1];
}

function iconHint(parts: readonly string[], target: ActionTarget): Hint | undefined {
  for (const part of parts) {
    const classes = [...part.matchAll(/\.((?:\\.|[\w-])+)/g)].map((match) => match[1] ?? '');
    const named = iconAttributes.map((name) => attribute(part, name) ?? '');
    for (const word of [
      ...named,
      ...classes.filter((name) => /(?:^|[-_])(?:icon|fas?|far|bi|mdi|lucide|ti|ri)[-_]|icon/i.test(name)),
    ]) {
      const meaning = iconMeaning(wordsOf(word));
      if (meaning) return { kind: 'icon', text: meaning };
    }
  }
  const ligature = target.text || target.name;
  if (/^[a-z]+(?:_[a-z0-9]+)+$/.test(ligature)) {
    const words = ligature.split('_');
    return { kind: 'icon', text: iconMeaning(words) ?? sentence(words) };
  }
  return undefined;
}

function wordHint(parts: readonly string[]): Hint | undefined {
  for (const part of parts) {
    const ids = [...part.matchAll(/#((?:\\.|[\w-])+)/g)].map((match) => match[1] ?? '');
    for (const source of [...namingAttributes.map((name) => attribute(part, name) ?? ''), ...ids]) {
      const words = wordsOf(source).filter((word) => !noise.has(word));
      if (words.length === 0 || words.length > 5 || !words.every(isWord)) continue;
      if (words.length === 1 && words[0] === 'toggle') continue;
      const meaning = words.length === 1 ? iconMeaning(words) : undefined;
      return { kind: 'words', text: meaning ?? sentence(words) };
    }
  }
  return undefined;
}

function addressHint(parts: readonly string[]): Hint | undefined {
  for (const part of parts) {
    const path = attribute(part, 'href')?.split(/[?#]/)[0];
    const segment = path
      ?.split('/')
      .filter(Boolean)
      .at(-1)
      ?.replace(/\.\w+$/, '');
    const words = segment ? wordsOf(segment) : [];
    if (words.length > 0 && words.length <= 6 && words.every(isWord))
      return { kind: 'words', text: sentence(words) };
  }
  return undefined;
}

/** `addToCart-btn` → add, to, cart, btn */
function wordsOf(name: string): string[] {
  return name
    .replace(/\\/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Not a hash, a counter or an abbreviation. */
function isWord(word: string): boolean {
  return (
    (word.length >= 3 || /^(?:to|of|in|on|up|my|id|go|no|ok)$/.test(word)) &&
    /^\p{L}+$/u.test(word) &&
    /[aeiouyäöüáéíóúàèåøæ]|[^a-z]/.test(word)
  );
}

function sentence(words: readonly string[]): string {
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
