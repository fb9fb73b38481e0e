/** Takes what is personal out of texts that belong together, and puts it back: `lib/domain/redaction/scrub-text.ts`. */
export type Scrub = (texts: readonly string[]) => {
  readonly texts: readonly string[];
  readonly restore: (text: string) => string;
};

export interface ScrubbedData<Data> {
  readonly data: Data;
  /** A value with what was taken out put back into every text of it. */
  restore<Value>(value: Value): Value;
}

/** Scrubs all texts of the data together, so that the same address is the same placeholder wherever it stands. */
export function scrubData<Data>(data: Data, scrub: Scrub): ScrubbedData<Data> {
  const texts: string[] = [];
  mapTexts(data, (text) => {
    texts.push(text);
    return text;
  });
  const scrubbed = scrub(texts);
  if (scrubbed.texts.length !== texts.length) throw new Error('texts were lost');
  let at = 0;
  return {
    data: mapTexts(data, () => scrubbed.texts[at++] ?? ''),
    restore: (value) => mapTexts(value, scrubbed.restore),
  };
}

/** The value with every text in it changed, in a fixed order. Names of members are no texts. */
function mapTexts<Value>(value: Value, change: (text: string) => string): Value {
  if (typeof value === 'string') return change(value) as Value;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, mapTexts(member, change)]),
  ) as Value;
}
