const ofGiven = /(?<!\p{L})(?:first|given|fore)[ -]?names?(?!\p{L})|vorname|prénom|(?<!\p{L})fornavn/iu;
const ofFamily =
  /(?<!\p{L})(?:last|family|sur)[ -]?names?(?!\p{L})|nachname|apellidos?|nom de famille|etternavn/iu;

/** A person's name that is typed into two fields. */
export interface SplitName {
  /** What is known of the whole name once both parts are: as it may be written elsewhere. */
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
      return given && family ? [`${given} ${family}`, `${family} ${given}`, `${family}, ${given}`] : [];
    },
  };
}
