/**
 * Currencies, forms of numbers and what else stands behind names, or heads a column. Some are names as well, `Ron` and
 * `Swift`: they are codes in capitals alone.
 */
export const codes: ReadonlySet<string> = new Set(
  (
    'eur usd gbp chf jpy cny inr sek nok dkk isk pln czk huf ron cad aud nzd brl mxn zar sgd hkd krw try ' +
    'iban bic swift vat tin ssn sin dob nr ref ' +
    'vip ceo cfo cto coo hr pr it qa phd mba md usa uk eu pdf csv sso mfa pin sms'
  ).split(' '),
);
