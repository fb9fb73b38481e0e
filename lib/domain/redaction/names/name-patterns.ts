import { letter, upper } from '../text/letters.ts';

/*
 * Each lead is looked for alone, and the name behind it by one pattern for all of them: repeated in each, the name would
 * make them take tens of milliseconds to compile.
 */
const start = `(?<![${letter}\\d_])`;
const part = `[${upper}][${letter}'-]{0,30}`;
const particle = '(?:de|del|della|di|da|do|dos|das|du|la|le|van|von|der|den|ter|zu|bin|ibn|al|el|ben|y|e)';
/** One to four words, with particles and initials between them. */
const named = new RegExp(
  `(?:(?:van|von|ter|bin) (?:de[rn] )?)?(?:[${upper}]\\. ?){0,2}${part}(?: (?:${particle} )*(?:${part}|[${upper}]\\.)){0,3}`,
  'y',
);

interface Lead {
  readonly pattern: RegExp;
  /** What has to follow the name. */
  readonly behind?: RegExp;
  /** Letters that the name has at least. */
  readonly least: number;
}

const title =
  '(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Professor|Doctor|Sir|Madam|Lord|Lady|Rev|Capt|Sgt|Lt|Judge|Senator|Herrn?|Frau|Hr|Fr|Mme|Mlle|Monsieur|Madame|Mademoiselle|Sr|Sra|Srta|Señora?|Doña|Sig|Signora?|Dott|Dott\\.ssa|Ing|Avv|Pani|Dhr|Mevr|Mevrouw|Meneer|Fru|Shri|Smt|Mag|Dipl)';
/** Titles before a name that was found with them. */
export const titleInFront = new RegExp(`^(?:${title}(?:\\.? |\\.?$)){1,2}`);
const titled: Lead = {
  pattern: new RegExp(
    `${start}${title}(?:\\.|(?=\\s))(?: ?${title}\\.?)?(?: (?:med|jur|phil|rer nat)\\.?)? ?(?=(?:(?:van|von|ter|bin) (?:de[rn] )?)?[${upper}])`,
    'g',
  ),
  least: 1,
};

export const greeting =
  '(?:Hi|Hello|Hey|Dear|Good (?:morning|afternoon|evening)|Welcome(?: back)?|Hallo|Liebe[rs]?|Guten (?:Tag|Morgen)|Moin|Servus|Bonjour|Bonsoir|Salut|Chère|Cher|Hola|Buenos días|Estimad[oa]|Querid[oa]|Ciao|Gentile|Buongiorno|Car[oa]|Olá|Prezad[oa]|Beste|Hoi|Cześć|Witaj|Drogi|Droga|Hej|Kære|Kära|Hei|Thanks|Thank you|Merci|Danke|Gracias|Grazie|Obrigad[oa])';
const greeted: Lead = {
  pattern: new RegExp(`${start}${greeting},? (?=[${upper}])`, 'g'),
  behind: /\s{0,3}(?:[,!.:;\n–-]|$)/y,
  least: 2,
};

export const closing =
  '(?:(?:Best|Kind|Warm|Many)? ?(?:[Rr]egards|[Ww]ishes|[Tt]hanks)|Sincerely(?: yours)?|Yours (?:sincerely|truly|faithfully)|Cheers|Best|Thank you|Respectfully|(?:Mit )?(?:[Ff]reundlichen|[Vv]iele|[Bb]este|[Ll]iebe) Grü(?:ß|ss)en?|VG|LG|MfG|Cordialement|Bien à vous|Saludos(?: cordiales)?|Un saludo|Atentamente|Cordiali saluti|Distinti saluti|Atenciosamente|Abraços|Met vriendelijke groet|Groeten|Pozdrawiam|Med vänlig hälsning|Mvh|Hilsen)';
const closed: Lead = {
  pattern: new RegExp(`${start}${closing},? {0,3}\\n\\s{0,3}(?=[${upper}])`, 'g'),
  behind: /\s{0,3}(?:[,\n]|$)/y,
  least: 2,
};

const said =
  "(?:[Mm]y name is|[Nn]ame's|[Mm]ein Name ist|[Ii]ch hei(?:ß|ss)e|[Jj]e m'appelle|[Mm]i nombre es|[Mm]e llamo|[Mm]i chiamo|[Mm]eu nome é|[Mm]e chamo|[Mm]ijn naam is|[Ii]k heet|[Nn]azywam się|[Jj]ag heter|[Jj]eg heter|[Ss]igned by|[Rr]eported by|[Cc]reated by|[Mm]odified by|[Uu]pdated by|[Aa]pproved by|[Rr]eviewed by|[Ss]ent by|[Pp]repared by|[Rr]equested by|[Ss]ubmitted by|[Ii]nvited by)";
const told: Lead = { pattern: new RegExp(`${start}${said}:? (?=[${upper}])`, 'g'), least: 2 };

export interface LedName {
  readonly start: number;
  readonly name: string;
  readonly least: number;
  /** Whether a part of a company may stand there as well. */
  readonly isAnybody: boolean;
}

/** What stands behind titles, greetings, closings and “my name is”, whichever words it is of. */
export function* ledNames(text: string): Generator<LedName> {
  for (const { pattern, behind, least } of [titled, greeted, closed, told])
    for (const match of text.matchAll(pattern)) {
      const place = match.index + match[0].length;
      named.lastIndex = place;
      const name = named.exec(text)?.[0];
      if (!name) continue;
      if (behind) behind.lastIndex = place + name.length;
      if (!behind || behind.test(text))
        yield { start: place, name, least, isAnybody: pattern !== titled.pattern };
    }
}

const field =
  "(?:(?:full|first|last|sur|fore|middle|given|family|maiden|legal|customer|client|patient|employee|contact|account holder|card ?holder|holder|recipient|sender|beneficiary|passenger|guest|applicant|candidate|student|tenant|member|manager|owner|author|doctor|nurse|parent|guardian|spouse|emergency contact|attendee|participant|billing|shipping)(?:'s)?[ _-]?)?names?|contact(?: person)?|customer|client|patient|employee|assignee|reporter|recipient|cardholder|account holder|beneficiary|passenger|applicant|candidate|attendee|signatory|next of kin|vorname|nachname|vollständiger name|ansprechpartner(?:in)?|kunde|kundin|kontoinhaber(?:in)?|empfänger(?:in)?|nom(?: complet| de famille)?|prénom|destinataire|nombre(?: completo)?|apellidos?|titular|destinatario|nome(?: completo)?|cognome|intestatario|sobrenome|naam|voornaam|achternaam|imię(?: i nazwisko)?|nazwisko|odbiorca|namn|förnamn|efternamn|navn|nimi";
const fields = new RegExp(`(?<![A-Za-z\\d_])(?:${field})["']?\\s{0,2}[:=]\\s{0,2}["']?`, 'gi');
/** Whose name it is, when it is a thing's. */
const ofThing =
  /(?:file|product|project|host|domain|user|company|event|class|column|table|variable|app|brand|city|street|country|list|page|folder|group|team|campaign|item|model|package|branch|key|template|plan|role|store|business|organi[sz]ation|bank|school|field|display|screen|code|server|database|service|resource|cluster|bucket|device|tag)[ _-]?$/i;
/** Whose field holds parts of companies, too. */
export const anybodys =
  /^(?:contact|customer|client|assignee|reporter|recipient|ansprechpartner|kund|empf|destinat)(?!.*name)/i;
/** In a field names may be written small. */
const content = new RegExp(
  `(?:[${upper}][${letter}'.-]{0,30}|[${letter}][${letter}'-]{1,30}(?= [a-z]))(?: [${letter}][${letter}'.-]{0,30}){0,3}(?![${letter}\\d])(?=["']?\\s{0,3}(?:[,;|\\n\\t<}(.]|$|[${letter}]{2,20} ?[:=]))`,
  'y',
);

/** `Name: …`, `"customerName": "…"`, `Kunde = …`; not `File name: …`. */
export function* fieldContents(text: string): Generator<LedName> {
  for (const match of text.matchAll(fields)) {
    if (ofThing.test(text.slice(Math.max(0, match.index - 16), match.index))) continue;
    const place = match.index + match[0].length;
    content.lastIndex = place;
    const found = content.exec(text);
    if (found) yield { start: place, name: found[0], least: 2, isAnybody: anybodys.test(match[0]) };
  }
}

export const initials = new RegExp(`${start}(?:[${upper}]\\. ?){1,2}([${upper}][${letter}'-]{2,30})`, 'g');

const han = '\\u4e00-\\u9fff';
export const honoured = new RegExp(
  `(?<![${han}])[${han}\\u3040-\\u30ff]{2,6}? ?(?:さん|様|氏|先生|先輩)(?![${han}])`,
  'g',
);
/** Guests, everybody, gods and spouses are nobody in particular. */
export const nobody = /(?:客|皆|奥|王|神|仕|同|有)(?:様|氏)|皆さん|お/;
