/**
 * Tokens as the stand-in counts them: words and signs, long words in pieces. No real model counts just so, but every
 * count follows from the text alone, so that whoever adds up what was told can be checked to the token.
 */
export function countTokens(text: string): number {
  return text.match(/\p{L}{1,6}|\p{N}{1,3}|[^\s\p{L}\p{N}]/gu)?.length ?? 0;
}
