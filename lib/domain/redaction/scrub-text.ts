import type { EntityKind } from '../../contracts/redaction/entity-kind.ts';
import { type FindOptions, findEntities } from './find-entities.ts';

export interface ScrubbedText {
  /** With a placeholder such as `[EMAIL_1]` for each sensitive part, the same for the same. */
  readonly text: string;
  /** Puts back what the placeholders stand for, in any text; others stay as they are. */
  readonly restore: (text: string) => string;
}

export interface ScrubbedTexts {
  readonly texts: readonly string[];
  readonly restore: (text: string) => string;
}

/** `restore(text)` of the result is the text that was given, whatever stood in it. */
export function scrub(text: string, options: FindOptions = {}): ScrubbedText {
  const { texts, restore } = scrubTexts([text], options);
  return { text: texts[0] ?? '', restore };
}

/** Several texts that belong together: the same value has the same placeholder in all of them. */
export function scrubTexts(texts: readonly string[], options: FindOptions = {}): ScrubbedTexts {
  const placeholders = placeholdersBeside(texts);
  const scrubbed = texts.map((text) => {
    let result = '';
    let at = 0;
    for (const { kind, start, end } of findEntities(text, options)) {
      result += text.slice(at, start) + placeholders.standFor(kind, text.slice(start, end));
      at = end;
    }
    return result + text.slice(at);
  });
  return { texts: scrubbed, restore: placeholders.restore };
}

const placeholder = /\[[A-Z_]{3,20}_\d{1,9}\]/g;

/** Placeholders that none of the texts holds already, so that each that is found later is one of these. */
function placeholdersBeside(texts: readonly string[]) {
  const taken = new Set(texts.flatMap((text) => text.match(placeholder) ?? []));
  const ofValue = new Map<string, string>();
  const ofPlaceholder = new Map<string, string>();
  const counts = new Map<EntityKind, number>();

  function next(kind: EntityKind): string {
    let name: string;
    do {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      name = `[${kind.toUpperCase().replaceAll('-', '_')}_${count}]`;
    } while (taken.has(name));
    return name;
  }

  return {
    standFor(kind: EntityKind, value: string): string {
      const key = `${kind} ${value}`;
      const known = ofValue.get(key) ?? next(kind);
      ofValue.set(key, known);
      ofPlaceholder.set(known, value);
      return known;
    },
    restore: (text: string): string => text.replace(placeholder, (name) => ofPlaceholder.get(name) ?? name),
  };
}
