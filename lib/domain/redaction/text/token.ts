/** Shannon entropy of the characters, in bits each. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** How often small letters, capitals and digits take turns, for each sign: names in programs are of whole words. */
function changesOf(text: string): number {
  const classes = text
    .replace(/[^A-Za-z\d]/g, '')
    .replace(/[a-z]/g, 'a')
    .replace(/[A-Z]/g, 'A')
    .replace(/\d/g, '0');
  let changes = 0;
  for (let place = 1; place < classes.length; place += 1)
    if (classes[place] !== classes[place - 1]) changes += 1;
  return changes / Math.max(1, classes.length);
}

/** Whether it looks drawn by lot: letters and digits mixed, no words, nothing repeated. */
export function isTokenLike(text: string, least = 12): boolean {
  if (text.length < least || text.length > 4_096) return false;
  const sample = text.slice(0, 128);
  if (!/\d/.test(sample) || !/[A-Za-z]/.test(sample) || changesOf(sample) < 0.25) return false;
  return entropyOf(sample) >= (sample.length >= 24 ? 3.2 : 2.8);
}
