import type { Route } from '../api-gateway/api.ts';

export interface RouteMatch {
  readonly route: Route;
  /** Decoded path variables; empty for `$default`. */
  readonly parameters: Record<string, string>;
}

interface CompiledRoute {
  readonly route: Route;
  readonly method: string;
  readonly segments: readonly Segment[];
}

type Segment =
  | { readonly kind: 'static'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'greedy'; readonly name: string };

const precedence = { static: 0, variable: 1, greedy: 2 } as const;

/**
 * Routes of an HTTP API, most specific first: a literal segment goes before a variable, a variable
 * before a greedy one, a named method before `ANY`, and `$default` takes what is left.
 */
export class RouteTable {
  readonly #routes: readonly CompiledRoute[];
  readonly #otherwise: Route | undefined;

  constructor(routes: Iterable<Route>) {
    const compiled: CompiledRoute[] = [];
    for (const route of routes) {
      if (route.key === '$default') this.#otherwise = route;
      else compiled.push(compile(route));
    }
    this.#routes = compiled.sort(bySpecificity);
  }

  /** `segments` are those of the decoded path without its leading slash. */
  match(method: string, segments: readonly string[]): RouteMatch | undefined {
    for (const candidate of this.#routes) {
      if (candidate.method !== 'ANY' && candidate.method !== method) continue;
      const parameters = matchSegments(candidate.segments, segments);
      if (parameters) return { route: candidate.route, parameters };
    }
    return this.#otherwise && { route: this.#otherwise, parameters: {} };
  }
}

function compile(route: Route): CompiledRoute {
  const space = route.key.indexOf(' ');
  const path = route.key.slice(space + 1);
  return {
    route,
    method: route.key.slice(0, space),
    segments: path.slice(1).split('/').map(parseSegment),
  };
}

function parseSegment(text: string): Segment {
  const greedy = /^\{(.+)\+\}$/.exec(text)?.[1];
  if (greedy) return { kind: 'greedy', name: greedy };
  const variable = /^\{(.+)\}$/.exec(text)?.[1];
  return variable ? { kind: 'variable', name: variable } : { kind: 'static', text };
}

function matchSegments(
  pattern: readonly Segment[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (part.kind === 'greedy') {
      const rest = segments.slice(index).join('/');
      return rest === '' ? undefined : { ...parameters, [part.name]: rest };
    }
    if (part.kind === 'static' ? part.text !== segment : segment === '') return undefined;
    if (part.kind === 'variable') parameters[part.name] = segment;
  }
  return segments.length === pattern.length ? parameters : undefined;
}

function bySpecificity(left: CompiledRoute, right: CompiledRoute): number {
  const length = Math.max(left.segments.length, right.segments.length);
  for (let index = 0; index < length; index++) {
    const difference = rank(left.segments[index]) - rank(right.segments[index]);
    if (difference !== 0) return difference;
  }
  return Number(left.method === 'ANY') - Number(right.method === 'ANY');
}

/** A path that ends has no segment to compare; it cannot match the same request as a longer one. */
function rank(segment: Segment | undefined): number {
  return segment ? precedence[segment.kind] : 0;
}
