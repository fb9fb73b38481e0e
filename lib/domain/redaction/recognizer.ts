import type { EntityKind } from '../../contracts/redaction/entity-kind.ts';
import type { Stance, Strength } from './evidence.ts';
import type { TextSigns } from './text/text-signs.ts';

/** What a recognizer saw; places are of the folded text. */
export interface Sighting {
  readonly start: number;
  readonly end: number;
  readonly strength: Strength;
  /** What the words around say, where the recognizer went by them itself. */
  readonly stance?: Stance;
}

/** What is known beside the text. */
export interface Surroundings {
  /** Two letters (ISO 3166-1), where numbers are likely from. */
  readonly region?: string;
  /** The name of the field or column, `plainWords` of it. */
  readonly label: string;
}

export interface Recognizer {
  readonly kind: EntityKind;
  /** Where the rule is laid down. */
  readonly source: string;
  /** Words that speak for this kind, in several languages, as `plainWords` writes them. */
  readonly words?: RegExp;
  /**
   * Words that speak against it. Unless said those that speak against numbers, and then also what a number is joined to;
   * nothing does where it is null.
   */
  readonly against?: RegExp | null;
  /** Two letters, of kinds that one country issues: breaks ties between numbers of like form. */
  readonly region?: string;
  /** Whether a text with these signs can hold the kind at all; must never be wrong about a text that does. */
  readonly needs: (signs: TextSigns, around: Surroundings) => boolean;
  readonly find: (text: string, around: Surroundings) => Iterable<Sighting>;
}
