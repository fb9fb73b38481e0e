import type { RE2JS } from 're2js';

/** How re2js numbers what its programs do besides taking a sign. */
const operations = {
  alternative: 1,
  alternativeMatch: 2,
  capture: 3,
  emptyWidth: 4,
  nothing: 7,
  takesFrom: 8,
};

interface Instruction {
  readonly op: number;
  readonly out: number;
  readonly arg: number;
  readonly runes: Iterable<number>;
  matchRune(sign: number): boolean;
}

/**
 * How many instructions of an expression's program one sign of a text can keep busy, whatever the text: those that any
 * one sign leads to, and those with which a match may begin. `INV-\d{6}` has two handfuls, since a text is at one place
 * of it or another; `\w{150}#` has one for each place at which it may have begun. Counted, not measured, so that an
 * expression that is taken once is always taken.
 */
export function loadOf(compiled: RE2JS): number {
  const { inst, start } = compiled.re2Input.prog as { inst: readonly Instruction[]; start: number };
  const atStart = reach(inst, [start]);
  const alike = byWhatTheyTake(inst);
  const seen = new Set<string>();
  let most = atStart.size;
  for (const sign of new Set(alike.flatMap(({ runes }) => runes))) {
    const taking = alike.filter(({ matches }) => matches(sign));
    const key = taking.map(({ id }) => id).join();
    if (seen.has(key)) continue;
    seen.add(key);
    const next = taking.flatMap(({ outs }) => outs);
    most = Math.max(most, reach(inst, next, atStart).size);
  }
  return most;
}

/** Instructions that take the same signs. Where their ranges begin there is one of each kind that they tell apart. */
function byWhatTheyTake(program: readonly Instruction[]) {
  const groups = new Map<
    string,
    { id: number; runes: number[]; outs: number[]; matches(sign: number): boolean }
  >();
  for (const one of program) {
    if (one.op < operations.takesFrom) continue;
    const runes = [...one.runes];
    const key = `${one.op} ${one.arg} ${runes}`;
    const group = groups.get(key);
    if (group) group.outs.push(one.out);
    else groups.set(key, { id: groups.size, runes, outs: [one.out], matches: (sign) => one.matchRune(sign) });
  }
  return [...groups.values()];
}

/** What is come to from these places without taking a sign. */
function reach(
  program: readonly Instruction[],
  from: readonly number[],
  reached: ReadonlySet<number> = new Set(),
): ReadonlySet<number> {
  const all = new Set(reached);
  const open = [...from];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const one = program[place];
    if (!one || all.has(place)) continue;
    all.add(place);
    const { op, out, arg } = one;
    if (op === operations.alternative || op === operations.alternativeMatch) open.push(out, arg);
    else if (op === operations.capture || op === operations.emptyWidth || op === operations.nothing)
      open.push(out);
  }
  return all;
}
