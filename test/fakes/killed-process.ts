/** What a killed process throws, for as long as anything of it still runs. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** Counts the calls of one process, delays each by some turns, and kills it before, or right after, the one that is due. */
export class Fuse {
  #calls = 0;
  #dead = false;
  readonly #at: number;
  readonly #when: 'before' | 'after';
  readonly #turns: () => number;

  constructor(at: number, when: 'before' | 'after', turns: () => number = () => 0) {
    this.#at = at;
    this.#when = when;
    this.#turns = turns;
  }

  get blown(): boolean {
    return this.#dead;
  }

  async run<Result>(call: () => Promise<Result>): Promise<Result> {
    for (let left = this.#turns(); left > 0; left--) await new Promise((resolve) => setImmediate(resolve));
    if (this.#dead) throw new Killed();
    const due = ++this.#calls === this.#at;
    if (due && this.#when === 'before') this.#dead = true;
    if (this.#dead) throw new Killed();
    const result = await call();
    if (due) this.#dead = true;
    if (this.#dead) throw new Killed();
    return result;
  }
}

/** The port with the fuse in each of its methods. */
export function fused<Port extends object>(port: Port, fuse: Fuse): Port {
  return new Proxy(port, {
    get(target, name) {
      const member = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...input: unknown[]) => fuse.run(() => member.apply(target, input));
    },
  });
}
