/** What the estimator says of a password, for the person who chooses it. */
export interface Strength {
  /** 0 (guessed at once) to 4. */
  readonly score: number;
  /** How to make it better; nothing of a good one. */
  readonly advice: string;
}

/** The server refuses less. */
export const leastScore = 3;

let estimator: Promise<(password: string, known: readonly string[]) => Strength> | undefined;

/** Fetched when somebody begins to type a password: its lists of words are larger than the application. */
export function loadEstimator() {
  estimator ??= load().catch((error) => {
    estimator = undefined;
    throw error;
  });
  return estimator;
}

async function load() {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const factory = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  });
  return (password: string, known: readonly string[]): Strength => {
    const { score, feedback } = factory.check(password, known.flatMap(withParts));
    const advice = [feedback.warning, ...(feedback.suggestions ?? [])].filter(Boolean).join(' ');
    return { score, advice: score >= leastScore ? '' : advice };
  };
}

/** As the server does: `ada.lovelace@example.com` is tried as a whole and in parts. */
function withParts(text: string): string[] {
  return [text, ...text.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 2)];
}
