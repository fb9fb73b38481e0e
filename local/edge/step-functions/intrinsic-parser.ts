/** A call such as `States.Format('step {}', $.index)`, taken apart. */
export interface IntrinsicCall {
  readonly name: string;
  readonly parameters: readonly IntrinsicParameter[];
}

export type IntrinsicParameter =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'call'; readonly call: IntrinsicCall };

const calls = new Map<string, IntrinsicCall>();

export function parseIntrinsic(text: string): IntrinsicCall {
  const known = calls.get(text);
  if (known) return known;
  const reader = new Reader(text);
  const call = reader.call();
  reader.end();
  calls.set(text, call);
  return call;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  call(): IntrinsicCall {
    const name = this.#take(/States\.[A-Za-z0-9]+/y);
    this.#take(/\s*\(\s*/y);
    const parameters: IntrinsicParameter[] = [];
    if (this.#tryTake(/\s*\)/y) !== undefined) return { name, parameters };
    do parameters.push(this.#parameter());
    while (this.#tryTake(/\s*,\s*/y) !== undefined);
    this.#take(/\s*\)/y);
    return { name, parameters };
  }

  end(): void {
    if (this.#text.slice(this.#at).trim() !== '') throw this.#fault();
  }

  #parameter(): IntrinsicParameter {
    if (this.#text.startsWith('States.', this.#at)) return { kind: 'call', call: this.call() };
    const text = this.#tryTake(/'(?:[^'\\]|\\.)*'/y);
    if (text !== undefined) return { kind: 'literal', value: withoutEscapes(text.slice(1, -1)) };
    const path = this.#tryTake(/\$(?:[^\s,()[\]]|\[[^\]]*\])*/y);
    if (path !== undefined) return { kind: 'path', path };
    const word = this.#take(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y);
    return { kind: 'literal', value: JSON.parse(word) as number | boolean | null };
  }

  #take(pattern: RegExp): string {
    const taken = this.#tryTake(pattern);
    if (taken === undefined) throw this.#fault();
    return taken;
  }

  #tryTake(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.#text)?.[0];
    if (taken !== undefined) this.#at += taken.length;
    return taken;
  }

  #fault(): SyntaxError {
    return new SyntaxError(`the intrinsic function ${this.#text} cannot be read at character ${this.#at}`);
  }
}

/** `\{` and `\}` stay escaped here: only `States.Format` gives braces a meaning. */
function withoutEscapes(text: string): string {
  return text.replace(/\\(['\\])/g, '$1');
}
