export type TokenKind = 'effect' | 'word' | 'text' | 'comment' | 'plain';
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const pattern =
  /(?<comment>\/\/.*)|(?<text>"(?:[^"\\]|\\.)*"?)|\b(?<effect>permit|forbid|when|unless)\b|\b(?<word>principal|action|resource|context|in|is|has|like|if|then|else|true|false)\b/g;

/** The parts of one line of Cedar, to be coloured; put together they are the line. */
export function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const match of line.matchAll(pattern)) {
    if (match.index > at) tokens.push({ kind: 'plain', text: line.slice(at, match.index) });
    const [kind = 'plain'] =
      Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined) ?? [];
    tokens.push({ kind: kind as TokenKind, text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < line.length) tokens.push({ kind: 'plain', text: line.slice(at) });
  return tokens;
}
