import { isNameAlone } from '../names/lone-name.ts';

const ofGiven =
  /(?<!\p{L})(?:first|given|fore|f)[ _-]?names?(?!\p{L})|vorname|prénom|(?<!\p{L})(?:fornavn|förnamn|voornaam|nombre|imię)(?!\p{L})/iu;
const ofFamily =
  /(?<!\p{L})(?:last|family|sur|l)[ _-]?names?(?!\p{L})|nachname|apellidos?|nom de famille|cognome|sobrenome|nazwisko|etternavn|efternamn|achternaam/iu;

/** A person's name that is typed into two fields. */
export interface SplitName {
  /** What is known of the name: each part that is nothing else, and the whole once both are, as it may be written elsewhere. */
  add(label: string, value: string): readonly string[];
}

export function splitName(): SplitName {
  let given: string | undefined;
  let family: string | undefined;
  return {
    add(label, value) {
      const isFamily = ofFamily.test(label);
      if (isFamily) family = value;
      else if (ofGiven.test(label)) given = value;
      else return [];
      const whole =
        given && family ? [`${given} ${family}`, `${family} ${given}`, `${family}, ${given}`] : [];
      // The last is forgotten last.
      return [...value.split(/\s+/).filter(isNameAlone), ...whole];
    },
  };
}
