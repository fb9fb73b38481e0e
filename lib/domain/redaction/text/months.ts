const months = [
  'jan(?:uary|uar|vier|vier|uari|eiro)?|ene(?:ro)?|gennaio|gen|stycznia|janner',
  'feb(?:ruary|ruar|rero|braio|ruari)?|fevrier|février|fév|fevereiro|fev|lutego',
  'mar(?:ch|s|zo|co|ço|ca)?|märz|marz|maart|mrt|marca',
  'apr(?:il|ile)?|avril|avr|abr(?:il)?|kwietnia',
  'may|mai|mayo|maggio|mag|maio|mei|maja',
  'june?|juni|juin|junio|giugno|giu|junho|czerwca',
  'july?|juli|juillet|juil|julio|luglio|lug|julho|lipca',
  'aug(?:ust|ustus)?|août|aout|agosto|ago|sierpnia',
  'sept?(?:ember|embre|tiembre)?|settembre|set(?:embro)?|września|wrzesnia',
  'oct(?:ober|obre|ubre)?|okt(?:ober)?|ott(?:obre)?|out(?:ubro)?|października',
  'nov(?:ember|embre|iembre|embro)?|listopada',
  'dec(?:ember|embre)?|dez(?:ember|embro)?|décembre|déc|dic(?:iembre|embre)?|grudnia',
].join('|');
const whole = new RegExp(`^(?:${months})$`, 'i');

/** Whether a word of a date is a month's name, whole or cut, in one of a dozen languages. */
export const isMonth = (word: string): boolean => whole.test(word);
