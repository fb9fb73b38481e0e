import type { StepKind } from '../../../../contracts/compose/step.ts';
import type { DraftStep } from '../../../../contracts/guides/draft.ts';

/** What the gateway is told of a step. */
export interface ToldStep {
  readonly id: string;
  readonly kind: StepKind;
  /** By the rules, with its marks. */
  readonly title: string;
  readonly role: string;
  /** Accessible name of its target; empty without one. */
  readonly name: string;
  readonly place: string;
  readonly page: string;
}

const nameLength = 120;

export function toldStep({ id, kind, title, target, place, page }: DraftStep): ToldStep {
  return {
    id,
    kind,
    title,
    role: target?.role ?? '',
    name: (target?.name ?? '').slice(0, nameLength),
    place: (place ?? '').slice(0, nameLength),
    page: page.title.slice(0, nameLength),
  };
}

/** Longer ones are sentences: a page that speaks to somebody, rather than the name of a thing. */
const wordsOfName = 5;

export function isShortName(name: string): boolean {
  return name !== '' && name.length <= 40 && name.split(/\s+/).length <= wordsOfName;
}
