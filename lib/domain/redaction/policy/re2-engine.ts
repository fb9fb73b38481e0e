import { RE2JS } from 're2js';
import type { ExpressionEngine } from './terms.ts';

/** @throws RE2JSSyntaxException where RE2 does not know the expression. */
export const re2Engine: ExpressionEngine = (expression) => {
  const compiled = RE2JS.compile(expression, RE2JS.CASE_INSENSITIVE);
  return (text) => {
    const matcher = compiled.matcher(text);
    const found: [number, number][] = [];
    while (matcher.find()) found.push([matcher.start(), matcher.end()]);
    return found;
  };
};
