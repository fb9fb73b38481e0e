/** Which records of a shard are being worked on, and up to where all of them are done. */
export class Progress {
  readonly #open: { readonly sequence: string; done: boolean }[] = [];
  readonly #bySequence = new Map<string, { readonly sequence: string; done: boolean }>();

  get size(): number {
    return this.#open.length;
  }

  start(sequence: string): void {
    const entry = { sequence, done: false };
    this.#open.push(entry);
    this.#bySequence.set(sequence, entry);
  }

  /**
   * Answers the new checkpoint: the last record before which nothing is open. Absent while an older
   * record still is, because a restart must deliver that one again.
   */
  finish(sequences: readonly string[]): string | undefined {
    for (const sequence of sequences) {
      const entry = this.#bySequence.get(sequence);
      if (entry) entry.done = true;
    }
    let checkpoint: string | undefined;
    while (this.#open[0]?.done) {
      checkpoint = this.#open.shift()?.sequence;
      if (checkpoint) this.#bySequence.delete(checkpoint);
    }
    return checkpoint;
  }
}
