import { words } from '../context/plain-words.ts';
import type { Recognizer } from '../recognizer.ts';
import { letter } from '../text/letters.ts';
import { isMonth } from '../text/months.ts';

const year = '(?:1[89]|20)\\d{2}';
/** Any word: which one it is, is asked of what was found. */
const monthName = '([A-Za-z\\u00c0-\\u017f]{3,12})';

const day = '(?:0?[1-9]|[12]\\d|3[01])';
const month = '(?:0?[1-9]|1[0-2])';
const ordinal = '(?:st|nd|rd|th|er|º|ª|\\.)?';
const date = new RegExp(
  `(?<![${letter}\\d./-])(?:` +
    [
      `${year}(?<a> ?[-/.] ?| )${month}\\k<a>${day}(?:T[\\d:.]{4,12}Z?)?`,
      `${day}(?<b> ?[-/.] ?| )(?:${month}|${day})\\k<b>(?:${year}|\\d{2})`,
      `${day}${ordinal}[ -](?:[Oo]f |de |d')?${monthName}\\.?,?[ -](?:de |del )?(?:${year}|'?\\d{2})`,
      `${monthName}\\.? ${day}${ordinal},? (?:${year}|'?\\d{2})`,
      `${year},? ${monthName}\\.? ${day}`,
      `${year}年 ?${month}月 ?${day}日|${year}년 ?${month}월 ?${day}일`,
      `${year}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])|(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])${year}`,
    ].join('|') +
    `)(?![${letter}\\d]|[-/.]\\d)`,
  'g',
);

export const dateOfBirth: Recognizer = {
  kind: 'date-of-birth',
  source: 'ISO 8601 and the national ways of writing days; only words tell a birthday from other days',
  words: words(
    'd ?o ?b|date of birth|birth ?(?:date|day|days|dt)?|bday|born(?: on)?|birthdate|geb|geburts(?:datum|tag)|geboren(?: am)?|geb datum|date de naissance|ne(?:e)? le|ne e le|naissance|nacimiento|fecha de nac\\w*|nacid[oa](?: el)?|f nac|data di nascita|nascita|nat[oa] (?:il|a)|nascido|nascida|data de nascimento|nascimento|geboortedatum|geboren op|data urodzenia|urodzon[ya]|ur|fodelsedatum|fodd|fodselsdato|fodselsdag|syntymaaika|dogum tarihi|narozen\\w*|cumpleanos|anniversaire|geburtstag|compleanno|verjaardag|urodziny',
    '生年月日|誕生日|出生|生日|생년월일|생일|дата рождения|родил|जन्म|تاريخ الميلاد|ημερομηνία γέννησης|ngay sinh',
  ),
  against: words(
    'expir\\w*|valid|issued?|due|order(?:s|ed)?|bought|paid|payed|booked|sent|arriv\\w*|created|updated|modified|joined|hired|start(?:ed)?|end(?:s|ed)?|admission|appointment|visit|meeting|event|invoice|deliver\\w*|ship\\w*|published|release\\w*|posted|deadline|since|died|death|gestorben|deces|wedding|founded|today',
  ),
  needs: ({ digits }) => digits >= 3,
  *find(text) {
    for (const match of text.matchAll(date))
      if (namesMonth(match))
        yield { start: match.index, end: match.index + match[0].length, strength: 'shape' };
  },
};

function namesMonth([, , , ...groups]: RegExpExecArray): boolean {
  const name = groups.find((group) => group !== undefined);
  return name === undefined || isMonth(name);
}
