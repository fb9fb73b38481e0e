import { RE2JS } from 're2js';
import type { ExpressionEngine } from './terms.ts';

/** @throws RE2JSSyntaxException where RE2 does not know the expression. */
export const re2Engine: ExpressionEngine = (expression, group = 0) => {
  const compiled = RE2JS.compile(expression, RE2JS.CASE_INSENSITIVE);
  let matcher = compiled.matcher('');
  let present = '';
  return (text, from) => {
    if (text !== present) [matcher, present] = [compiled.matcher(text), text];
    return matcher.find(from) ? [matcher.start(group), matcher.end(group)] : undefined;
  };
};
