import type { HiddenKind, HiddenPart } from '../../../contracts/redaction/policy.ts';
import type { Find } from './hide-text.ts';

/** The oldest are forgotten. */
const most = 200;

/** What was hidden of what a person gave, which its field's name alone may have given away. */
export interface KnownValues {
  remember(value: string, kind: HiddenKind): void;
  /** What `find` finds, and these values wherever a page or an address says them again. */
  over(find: Find): Find;
  /** What is to be hidden is another thing from now on. */
  forget(): void;
}

export function knownValues(): KnownValues {
  const known = new Map<string, HiddenKind>();
  return {
    remember(value, kind) {
      if (!isTelling(value)) return;
      known.set(value, kind);
      const [oldest] = known.keys();
      if (known.size > most && oldest !== undefined) known.delete(oldest);
    },
    forget: () => known.clear(),
    over: (find) => (text, around) => {
      const found = find(text, around);
      const again = [...known].flatMap(([value, kind]) => placesOf(text, value, kind));
      return again.length === 0 ? found : apart([...found, ...again]);
    },
  };
}

/** A word alone, such as a first name, says other things as well. */
const isTelling = (value: string): boolean => value.length >= 6 && /\d|@|\S\s+\S/.test(value);

function placesOf(text: string, value: string, kind: HiddenKind): HiddenPart[] {
  const places: HiddenPart[] = [];
  for (let start = text.indexOf(value); start >= 0; start = text.indexOf(value, start + value.length)) {
    places.push({ kind, start, end: start + value.length });
  }
  return places;
}

/** Of parts that overlap, all of what they cover is of the first one's kind. */
function apart(parts: readonly HiddenPart[]): HiddenPart[] {
  const result: HiddenPart[] = [];
  for (const part of parts.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (!last || part.start >= last.end) result.push(part);
    else if (part.end > last.end) result[result.length - 1] = { ...last, end: part.end };
  }
  return result;
}
