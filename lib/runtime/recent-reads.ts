export interface RecentReadsOptions {
  /** How old an answer may be, in milliseconds. */
  readonly kept: number;
  /** How many answers at most. */
  readonly most: number;
  readonly now?: () => number;
}

/**
 * `read`, whose answers are good for a while. Whoever asks while a question is under way waits for the same answer; a
 * failure is not kept.
 */
export function recentReads<Value>(
  read: (key: string) => Promise<Value>,
  { kept, most, now = Date.now }: RecentReadsOptions,
): (key: string) => Promise<Value> {
  const answers = new Map<string, { readonly until: number; readonly answer: Promise<Value> }>();
  return (key) => {
    const known = answers.get(key);
    if (known && now() < known.until) return known.answer;
    if (answers.size >= most) answers.clear();
    const answer = read(key);
    const entry = { until: now() + kept, answer };
    answers.set(key, entry);
    answer.catch(() => {
      if (answers.get(key) === entry) answers.delete(key);
    });
    return answer;
  };
}
