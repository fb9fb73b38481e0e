import type { Strictness } from '../../contracts/redaction/entity-kind.ts';

/*
 * The one rule of what is found, and when words around are asked for.
 *
 * A recognizer says how strong what it saw is by itself; the words around say whether they speak for it. What a random
 * number or word passes for by chance decides the strength:
 *
 * proof   below one in a thousand, or the cost of missing it is the highest: found whatever stands around.
 *         (IBAN, payment card, fiscal code, e-mail, keys with a known prefix, URL credentials, PEM, crypto checksums)
 * strong  about one in a hundred, or grouped as its country writes it: found unless the words around, or what it is
 *         joined to, say that it is something else. (SSN with hyphens, NHS number in 3-3-4, PESEL, Steuer-ID, NIF, NINO)
 * weak    about one in ten, as most single check digits on bare digits are: found where words around say so, or where
 *         the field holds nothing else and has no name that says otherwise. (ABA, NPI, TFN, SIN, Aadhaar in bare digits)
 * shape   no check at all: found only where words around say so. (passport, driving licence, date of birth, bare SSN)
 */
export type Strength = 'proof' | 'strong' | 'weak' | 'shape';

/** What the surroundings say: words for it, nothing, nothing else in the field, or that it is something else. */
export type Stance = 'for' | 'none' | 'alone' | 'against';

const confidences: Readonly<Record<Strength, Readonly<Record<Stance, number>>>> = {
  proof: { for: 0.99, none: 0.98, alone: 0.98, against: 0.95 },
  strong: { for: 0.95, none: 0.8, alone: 0.85, against: 0.38 },
  weak: { for: 0.9, none: 0.4, alone: 0.6, against: 0.1 },
  shape: { for: 0.75, none: 0.2, alone: 0.25, against: 0.05 },
};

/**
 * `light` leaves out what has only words in its favour; `strict` takes what is weak without words, such as a given name
 * within a sentence, and what is strong against them.
 */
const enough: Readonly<Record<Strictness, number>> = { light: 0.78, standard: 0.5, strict: 0.36 };

export function confidenceOf(strength: Strength, stance: Stance): number {
  return confidences[strength][stance];
}

export function isEnough(confidence: number, strictness: Strictness): boolean {
  return confidence >= enough[strictness];
}
