import {
  type Entity,
  type EntityKind,
  type Strictness,
  soughtUnasked,
} from '../../contracts/redaction/entity-kind.ts';
import { recognizers } from './all-recognizers.ts';
import { plainWords } from './context/plain-words.ts';
import { sceneOf } from './context/scene.ts';
import { stanceOf } from './context/stance.ts';
import { confidenceOf, isEnough } from './evidence.ts';
import { type Candidate, resolveOverlaps } from './resolve-overlaps.ts';
import { foldText } from './text/fold-text.ts';
import { readSigns } from './text/text-signs.ts';

export interface FindOptions {
  /** What is reported; all but `url` unless said. What the others find still decides what a number is. */
  readonly kinds?: readonly EntityKind[];
  /** Where numbers without a country are likely from: two letters (ISO 3166-1). */
  readonly region?: string;
  /** The name of the field or column that holds the text. */
  readonly label?: string;
  /** `standard` unless said. */
  readonly strictness?: Strictness;
}

/** The sensitive parts of a text, in order and apart from each other. */
export function findEntities(text: string, options: FindOptions = {}): Entity[] {
  const { kinds = soughtUnasked, region, label = '', strictness = 'standard' } = options;
  const folded = foldText(text);
  const signs = readSigns(folded.text);
  const plainLabel = plainWords(label).trim();
  const around = { label: plainLabel, ...(region === undefined ? {} : { region: region.toUpperCase() }) };
  const scene = sceneOf(folded.text, plainLabel);
  const candidates: Candidate[] = [];
  for (const recognizer of recognizers) {
    const { kind } = recognizer;
    if (!recognizer.needs(signs, around)) continue;
    if (kind === 'url' && !kinds.includes('url')) continue;
    for (const { start, end, strength, stance: told } of recognizer.find(folded.text, around)) {
      // What only words make sensitive needs no second look where they stand nowhere.
      if (!told && strength === 'shape' && !(recognizer.words && scene.says(recognizer.words))) continue;
      const stance = told ?? (strength === 'proof' ? 'none' : stanceOf(scene, start, end, recognizer));
      const confidence = confidenceOf(strength, stance);
      if (!isEnough(confidence, strictness)) continue;
      const local = around.region !== undefined && (kind === 'phone' || recognizer.region === around.region);
      candidates.push({ kind, start, end, strength, stance, confidence, local });
    }
  }
  return resolveOverlaps(candidates)
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, start, end, confidence }) => ({
      kind,
      start: folded.startOf(start),
      end: folded.endOf(end),
      confidence,
    }));
}
