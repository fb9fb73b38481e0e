import { words } from '../context/plain-words.ts';
import type { Strength } from '../evidence.ts';
import { judgeNumber } from '../phone/judge-number.ts';
import { type Group, numberRuns } from '../phone/number-run.ts';
import type { Recognizer, Sighting } from '../recognizer.ts';

const order: readonly Strength[] = ['shape', 'weak', 'strong', 'proof'];
/** More groups than this no telephone number is written in. */
const mostGroups = 7;
const extension =
  /^ ?(?:[,;] ?)?(?:x|ext(?:ension|n)?\.?|durchwahl|dw|poste|int\.?|#) ?:? ?\d{1,6}(?![A-Za-z\d])/i;
const lettered =
  /(?<![A-Za-z\d])(?:\+?1[ .-]?)?\(?8(?:00|33|44|55|66|77|88)\)?[ .-](?=[\dA-Z-]{0,8}[A-Z]{3})[A-Z\d]{2,4}[ .-]?[A-Z\d]{3,6}(?![A-Za-z\d])/g;

export const phone: Recognizer = {
  kind: 'phone',
  source: 'ITU-T E.164 and E.123; national plans by libphonenumber',
  words: words(
    [
      '(?:tele)?phones?(?: ?(?:no|nr|num|number|#))*|tel|telefon\\w*|mobiles?(?: ?(?:no|nr|num|number|phone))*|cell(?: ?phone)?s?(?: (?:no|number))?|call(?:ing|ed|back|er| me| us)?|dial(?:ed)?|fax|sms|texts?|whats ?app|viber|telegram|hot ?line|help ?line|helpdesk|contact(?: (?:no|number|us|me))?|reach(?:ed| me| us)?|voice ?mail|landline|direct line|office|desk|answer(?:s|ed|ing)?|messages? (?:to|at|on)|registered|toll free|pager|emergency contact|(?:my|her|his|our|their|your) numbers?|ph|mob|tlf|fon',
      'handy\\w*|rufnummer|mobil\\w*|anruf\\w*|ruf\\w{0,3} an|erreich\\w*|festnetz|vorwahl|durchwahl|ruckruf\\w*',
      'telephone|portable|appel\\w*|joign\\w*|fixe|numero de tel\\w*|movil\\w*|celular\\w*|llam\\w*|cellulare|chiam\\w*|telemovel|ligar|ligue|recapito|telefoni\\w*|telefono|telefone',
      'telefoon\\w*|mobiel|gsm|bel(?:len)?|komork\\w*|zadzwon\\w*|kontakt\\w*|numer telefonu|puhelin\\w*|cep|tlf ?nr|telefax|dzwon\\w*',
    ].join('|'),
    '電話|携帯|连絡|連絡先|电话|手机|联系|전화|휴대|연락처|फ़ोन|फोन|मोबाइल|هاتف|جوال|телефон|моб|звон|τηλ|โทร|điện thoại|dien thoai',
  ),
  needs: ({ digits, capitals }) => digits >= 7 || (digits >= 3 && capitals >= 3),
  *find(text, { region }) {
    for (const { groups } of numberRuns(text)) {
      for (let from = 0; from < groups.length; ) {
        const best = bestFrom(text, groups, from, region);
        if (best) yield best.sighting;
        from = best && best.sighting.strength !== 'shape' ? best.next : from + 1;
      }
    }
    for (const match of text.matchAll(lettered))
      yield { start: match.index, end: match.index + match[0].length, strength: 'strong' };
  },
};

/** The surest number that begins with this group; of equally sure ones the longest. */
function bestFrom(text: string, groups: readonly Group[], from: number, region: string | undefined) {
  let best: { sighting: Sighting; next: number } | undefined;
  for (let to = from + 1; to <= Math.min(groups.length, from + mostGroups); to += 1) {
    const taken = groups.slice(from, to);
    if (taken.reduce((sum, { digits }) => sum + digits.length, 0) > 16) break;
    const sighting = judge(text, taken, region);
    if (!sighting) continue;
    if (best && order.indexOf(sighting.strength) < order.indexOf(best.sighting.strength)) continue;
    best = { sighting, next: to };
  }
  return best;
}

function judge(text: string, taken: readonly Group[], region: string | undefined): Sighting | undefined {
  const [first, last] = [taken[0], taken.at(-1)];
  if (!first || !last) return undefined;
  // Joined to more digits by a hyphen or stop it is part of a longer number.
  if (/\d[-.]$/.test(text.slice(Math.max(0, first.start - 2), first.start))) return undefined;
  if (/^[-.]\d/.test(text.slice(last.end, last.end + 2))) return undefined;
  const separators = taken.slice(1).map((group, place) => text.slice(taken[place]?.end, group.start));
  const lead = leadOf(text, first.start, separators[0]?.startsWith(')') ?? false);
  if (separators.some((one) => one.includes('+'))) return undefined;
  const written = {
    sizes: taken.map(({ digits }) => digits.length),
    separators,
    digits: digitsWithoutTrunk(taken, separators, /[+%]/.test(lead)),
    written: text.slice(first.start, last.end),
    plus: /[+%]/.test(lead),
    bracketed: lead.includes('(') || separators.some((one) => /[()]/.test(one)),
  };
  const strength = judgeNumber(written, region);
  if (!strength) return undefined;
  const added = text.slice(last.end, last.end + 24).match(extension)?.[0].length ?? 0;
  return { start: first.start - lead.length, end: last.end + added, strength };
}

/** The plus in front, and the bracket, where it closes behind the first group. */
function leadOf(text: string, start: number, closes: boolean): string {
  const signs = closes ? /(?:\(?\+ ?|\+ ?\(|\()$/ : /(?:\+ ?|%2[Bb])$/;
  return text.slice(Math.max(0, start - 3), start).match(signs)?.[0] ?? '';
}

/** `+44 (0)20 …`: the zero in brackets is for calls from inside. */
function digitsWithoutTrunk(taken: readonly Group[], separators: readonly string[], plus: boolean): string {
  return taken
    .map(({ digits }, place) =>
      plus && place > 0 && digits.startsWith('0') && separators[place - 1]?.endsWith('(')
        ? digits.slice(1)
        : digits,
    )
    .join('');
}
