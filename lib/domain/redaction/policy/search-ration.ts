/** What a company's terms may take of a process that works for others too, however many texts there are. */
export interface SearchRation {
  /** Whether another text may be looked through. */
  mayGoOn(): boolean;
  /** Milliseconds that one took. */
  spend(taken: number): void;
}

export interface RationOptions {
  readonly now: () => number;
  /** Milliseconds that may be taken at once. */
  readonly most: number;
  /** Part of the time that goes by which may be taken for good. */
  readonly share: number;
  /** Told when it is spent, with how many texts were looked through, and hidden unread, since it was told last. */
  readonly onSpent?: (texts: { readonly searched: number; readonly unread: number }) => void;
}

/** Once spent it has to refill to so much of the most, so that it is not spent again with the next text. */
const enough = 0.1;

export function searchRation({ now, most, share, onSpent }: RationOptions): SearchRation {
  let left = most;
  let counted = now();
  let isSpent = false;
  let texts = { searched: 0, unread: 0 };
  const refill = () => {
    const at = now();
    left = Math.min(most, left + Math.max(0, at - counted) * share);
    counted = at;
    if (left >= most * enough) isSpent = false;
  };
  return {
    mayGoOn() {
      refill();
      if (isSpent) texts.unread += 1;
      return !isSpent;
    },
    spend(taken) {
      refill();
      left -= taken;
      texts.searched += 1;
      if (left > 0 || isSpent) return;
      isSpent = true;
      onSpent?.(texts);
      texts = { searched: 0, unread: 0 };
    },
  };
}
