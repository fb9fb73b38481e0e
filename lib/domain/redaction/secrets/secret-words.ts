/*
 * What people call passwords and codes, by language, with accents as they are typed and as `plainWords` leaves them.
 * Words that name other codes as well (`code`, `confirmation code`, `promo code`) are left out.
 */

interface Said {
  /** What may hold any signs. */
  readonly passwords: string;
  /** What is mostly of digits. */
  readonly codes: string;
  /** What stands between the word and its value: `is`, `has been changed to`. */
  readonly joins: string;
  /** `the code [for the gate] is …` */
  readonly about: string;
}

const places =
  '(?:front |back |side |main |garage )?(?:gate|door|entry|entrance|alarm|safe|vault|(?:pad)?lock(?:er| ?box)?|key ?(?:box|pad)|garage|lobby|lift|elevator|parking|intercom|office|apartment|flat|server room|store ?room)';

const said: readonly Said[] = [
  // English
  {
    passwords:
      'pass ?words?|passwd|pwd|pass-?phrases?|(?:wi-? ?fi|wlan|wpa[23]?|network) (?:security )?key|(?:recovery|seed) phrase|recovery key|(?:shared |client )?secret',
    codes: `(?:(?:your|my|card|sim) )?pin(?: ?-?(?:code|number|no\\.?))?|pass ?codes?|${places}(?: (?:access|entry|keypad))? (?:codes?|combination|pin)|(?:access|security|verification|auth\\w{0,10}|log-?in|sign-?in|one-?time|single-use|2fa|two-factor|mfa|sms|unlock|disarm|arming|recovery|backup|pairing|voicemail) (?:pass ?code|codes?|pin)|t?otp|cv[cv]2?|card verification (?:code|value)|(?:combination|code) (?:for|to|of) (?:the |our |your |my )?${places}|your (?:new |personal |secret |temporary |\\d-digit )?code`,
    joins:
      "(?:(?:is|was|are|will be|reads)(?: (?:now|still|currently|simply|just|set to|changed to|reset to))?|(?:has|have) been (?:set|changed|reset) to|(?:set|changed|reset) to|'s)",
    about: 'for|to|of|on|at|in|from|into',
  },
  // German
  {
    passwords: '(?:\\w{1,20})?passw[oö]rte?r?|kennw[oö]rte?r?|(?:wlan|netzwerk)-?schl[uü]ssel',
    codes:
      '(?:zugangs|zugriffs|zutritts|t[uü]r|tor|sicherheits|einmal|alarm|best[aä]tigungs|freischalt|schloss|safe|pr[uü]f)-?(?:code|pin|kennung)|(?:mobile ?|photo)?tan|geheimzahl',
    joins: '(?:ist|lautet|war|hei(?:ß|ss)t)(?: (?:jetzt|nun|aktuell))?',
    about: 'f[uü]r|zum|zur|am|vom|von',
  },
  // French, Spanish, Italian, Portuguese
  {
    passwords:
      'mots? de passe|contrase[nñ]as?|palabra (?:de paso|clave)|parola d ?.?ordine|senha|palavra-? ?passe',
    codes:
      "codes? (?:d'|d |de |du |de la )(?:acc[eè]s|s[eé]curit[eé]|v[eé]rification|porte|portail|alarme)|c[oó]digos? de (?:acceso|seguridad|verificaci[oó]n|acesso|seguran[cç]a|verifica[cç][aã]o|la puerta|la alarma)|codic[ei] (?:di |d')(?:accesso|sicurezza|verifica|sblocco)|(?:code|c[oó]digo|codice) (?:pin|secret|secreto|segreto)",
    joins: '(?:est|es|sera|[eè]|é|será)(?: (?:maintenant|ahora|ora|agora))?',
    about: 'pour|para|per|de|du|del|della|da|do',
  },
  // Dutch, Polish, Swedish
  {
    passwords: 'wachtwoord(?:en)?|has[lł]o|l[oö]senord',
    codes:
      '(?:toegangs|deur|beveiligings|verificatie|poort)code|pincode|kod (?:dost[eę]pu|do (?:drzwi|bramy))|kod pin|(?:d[oö]rr|port)kod',
    joins: '(?:is nu|to|brzmi|[aä]r)',
    about: 'voor|van|do|dla|till',
  },
];

const all = (part: keyof Said): string => said.map((one) => one[part]).join('|');

export const passwords = all('passwords');
export const codes = all('codes');
export const joins = all('joins');
export const about = all('about');

/** Words that say how a password is, or what is to be done with it: never one. */
export const states: ReadonlySet<string> = new Set(
  (
    'optional hidden none null empty blank missing invalid incorrect correct wrong valid expires ' +
    'unknown unset strong weak medium fair good excellent poor short long simple safe secure insecure same ' +
    'different unique random mandatory needed necessary case sensitive plain plaintext ' +
    'reset forgotten forgot lost change show ' +
    'hide enter type choose minimum maximum must should cannot never always only also very too not now here there ' +
    'ask see contact use please min max least characters digits pflichtfeld siehe ' +
    'true false string text value field default yours mine ours theirs private public confidential secret ' +
    'available ready sent below above inside written printed known on off ok yes no set ' +
    'erforderlich falsch richtig ungueltig ungultig abgelaufen geheim leer sicher optional notwendig vergessen andern ' +
    'anzeigen modifier obligatoire incorrecte invalide oublie vide faible fort requis obligatoria obligatorio incorrecta olvidada ' +
    'segura debil obbligatoria errata scaduta sicura dimenticata obrigatoria incorreta vereist onjuist vergeten wymagane'
  ).split(' '),
);
