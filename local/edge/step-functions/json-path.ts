/** One step of a path. Everything but a name or an index may give several values. */
type Step =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: 'every' }
  | { readonly kind: 'descend' };

const parsed = new Map<string, readonly Step[]>();
const grammar =
  /(?<descend>\.\.(?=[^.]))|\.(?<every>\*)|\.?(?<name>[^.[\]()*?@'"\s,]+)|\[(?:'(?<quoted>(?:[^'\\]|\\.)*)'|"(?<double>(?:[^"\\]|\\.)*)"|(?<index>-?\d+)|(?<slice>-?\d*:-?\d*)|(?<all>\*))\]/y;

/** Parses `$.a['b'][0][1:3].*` and `$..a`. Filters and scripts are refused. */
export function parsePath(path: string): readonly Step[] {
  const known = parsed.get(path);
  if (known) return known;
  const start = path.startsWith('$$') ? 2 : 1;
  if (!path.startsWith('$')) throw new SyntaxError(`${path} is not a path`);
  const steps: Step[] = [];
  grammar.lastIndex = start;
  while (grammar.lastIndex < path.length) {
    const groups = grammar.exec(path)?.groups;
    if (!groups) throw new SyntaxError(`the path ${path} is not supported`);
    steps.push(stepOf(groups));
  }
  parsed.set(path, steps);
  return steps;
}

function stepOf(groups: Record<string, string | undefined>): Step {
  const { descend, every, all, name, quoted, double, index, slice } = groups;
  if (descend !== undefined) return { kind: 'descend' };
  if (every !== undefined || all !== undefined) return { kind: 'every' };
  if (index !== undefined) return { kind: 'index', index: Number(index) };
  if (slice !== undefined) {
    const [from = '', to = ''] = slice.split(':');
    return {
      kind: 'slice',
      from: from === '' ? undefined : Number(from),
      to: to === '' ? undefined : Number(to),
    };
  }
  return { kind: 'name', name: name ?? (quoted ?? double ?? '').replace(/\\(.)/g, '$1') };
}

/** The value at a path; undefined when a definite path leads nowhere. Indefinite ones give a list. */
export function readPath(path: string, document: unknown): unknown {
  const steps = parsePath(path);
  const values = steps.reduce(advance, [document]);
  const definite = steps.every(({ kind }) => kind === 'name' || kind === 'index');
  return definite ? values[0] : values;
}

function advance(values: readonly unknown[], step: Step): readonly unknown[] {
  return values.flatMap((value): readonly unknown[] => {
    switch (step.kind) {
      case 'name':
        return isObject(value) && Object.hasOwn(value, step.name) ? [value[step.name]] : [];
      case 'index': {
        const item: unknown = Array.isArray(value) ? value.at(step.index) : undefined;
        return item === undefined ? [] : [item];
      }
      case 'slice':
        return Array.isArray(value) ? value.slice(step.from, step.to) : [];
      case 'every':
        return children(value);
      default:
        return descendants(value);
    }
  });
}

function children(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}

function descendants(value: unknown): readonly unknown[] {
  return [value, ...children(value).flatMap(descendants)];
}

/** A copy of `document` with `value` put at a reference path; undefined when there is no place for it. */
export function writePath(
  path: string,
  document: unknown,
  value: unknown,
): { readonly document: unknown } | undefined {
  return write(parsePath(path), document, value);
}

function write(
  steps: readonly Step[],
  document: unknown,
  value: unknown,
): { readonly document: unknown } | undefined {
  const [step, ...rest] = steps;
  if (!step) return { document: value };
  if (step.kind === 'name' && (document === undefined || isObject(document))) {
    // `constructor` and the like are no members of the document, though every object answers to them.
    const present = document && Object.hasOwn(document, step.name) ? document[step.name] : undefined;
    const inner = write(rest, present, value);
    return inner && { document: { ...document, [step.name]: inner.document } };
  }
  if (step.kind === 'index' && Array.isArray(document) && step.index < document.length) {
    const inner = write(rest, document[step.index], value);
    return inner && { document: document.with(step.index, inner.document) };
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
