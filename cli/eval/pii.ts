import {
  type EntityKind,
  entityKinds,
  soughtUnasked,
  strictness as strictnessSchema,
} from '../../lib/contracts/redaction/entity-kind.ts';
import { findEntities } from '../../lib/domain/redaction/find-entities.ts';
import { CommandError } from '../run-command.ts';
import type { Evaluation, EvaluationOptions } from './evaluation.ts';
import { type Matched, matchSpans, overlaps } from './match-spans.ts';
import { type PiiCase, readPiiCases } from './pii-cases.ts';

const matching =
  'A span counts when a found one of the same type overlaps it by a character or more; `exact` has the same start and end, `covered` is the share of the expected characters that any found span covers.';

/** Recall and precision of `findEntities` over the cases of a file, for each type. */
export const evaluatePii: Evaluation = async (source, options) => {
  const cases = await readPiiCases(source, options['ignore-unknown']);
  const seeksUrls = cases.some(({ expected }) => expected.some(({ kind }) => kind === 'url'));
  const judged = cases.map((one) => judge(one, options, seeksUrls));
  const types = Object.fromEntries(
    entityKinds.flatMap((kind) => {
      const figures = figuresOf(judged, (one) => one === kind);
      return figures.expected + figures.found > 0 ? [[kind, figures] as const] : [];
    }),
  );
  const all = figuresOf(judged, () => true);
  const document = {
    cases: cases.length,
    matching,
    types,
    all,
    ...(options.misses ? listMisses(cases, judged, options.show) : {}),
  };
  const lines = [
    ...Object.entries({ ...types, all }).map(([name, figures]) => [name, inWords(figures)] as const),
    ...(options.misses ? missLines(listMisses(cases, judged, options.show)) : []),
  ];
  return { lines, document };
};

function judge(
  { text, expected, ignored, options }: PiiCase,
  given: EvaluationOptions,
  seeksUrls: boolean,
): Matched {
  const strictness = strictnessSchema.safeParse(given.strictness ?? 'standard');
  if (!strictness.success)
    throw new CommandError('The strictness is light, standard or strict', { title: 'Wrong options' });
  const region = options.region ?? given.region;
  const find = (kinds: readonly EntityKind[]) =>
    findEntities(text, {
      ...options,
      ...(region === undefined ? {} : { region }),
      strictness: strictness.data,
      kinds,
    }).filter((entity) => !ignored.some((span) => overlaps(span, entity)));
  // Addresses in the web hold what others look for too; they are judged by themselves, in sets that expect any.
  const urls = seeksUrls ? find(['url']) : [];
  const others = matchSpans(
    expected.filter(({ kind }) => kind !== 'url'),
    find(soughtUnasked),
  );
  return joined(
    others,
    matchSpans(
      expected.filter(({ kind }) => kind === 'url'),
      urls,
    ),
  );
}

function joined(one: Matched, other: Matched): Matched {
  return {
    recalled: [...one.recalled, ...other.recalled],
    missed: [...one.missed, ...other.missed],
    right: [...one.right, ...other.right],
    wrong: [...one.wrong, ...other.wrong],
    exact: [...one.exact, ...other.exact],
    characters: one.characters + other.characters,
    covered: one.covered + other.covered,
  };
}

interface Figures {
  readonly expected: number;
  readonly found: number;
  readonly recall: number | null;
  readonly precision: number | null;
  readonly exact: number | null;
  readonly covered?: number | null;
}

function figuresOf(judged: readonly Matched[], of: (kind: EntityKind) => boolean): Figures {
  const count = (pick: (one: Matched) => readonly { readonly kind: EntityKind }[]) =>
    judged.reduce((sum, one) => sum + pick(one).filter(({ kind }) => of(kind)).length, 0);
  const recalled = count(({ recalled }) => recalled);
  const expected = recalled + count(({ missed }) => missed.map(({ span }) => span));
  const right = count(({ right }) => right);
  const found = right + count(({ wrong }) => wrong.map(({ span }) => span));
  const whole = of('card') && of('email');
  return {
    expected,
    found,
    recall: share(recalled, expected),
    precision: share(right, found),
    exact: share(
      count(({ exact }) => exact),
      expected,
    ),
    ...(whole
      ? {
          covered: share(
            judged.reduce((sum, one) => sum + one.covered, 0),
            judged.reduce((sum, one) => sum + one.characters, 0),
          ),
        }
      : {}),
  };
}

function share(part: number, of: number): number | null {
  return of === 0 ? null : Math.round((part / of) * 10_000) / 10_000;
}

function inWords({ expected, found, recall, precision, exact, covered }: Figures): string {
  const percent = (value: number | null | undefined) =>
    value == null ? '–' : `${(value * 100).toFixed(1)}%`;
  const rest = covered === undefined ? '' : `, covered ${percent(covered)}`;
  return `recall ${percent(recall)} of ${expected}, precision ${percent(precision)} of ${found}, exact ${percent(exact)}${rest}`;
}

interface ListedSpan {
  readonly case: number;
  readonly type: EntityKind;
  readonly start: number;
  readonly end: number;
  readonly instead?: EntityKind;
  readonly text?: string;
}

/** Places only, unless the texts may be shown: a real set is as sensitive as what it was taken from. */
function listMisses(cases: readonly PiiCase[], judged: readonly Matched[], show: boolean) {
  const list = (pick: (one: Matched) => Matched['missed']): ListedSpan[] =>
    judged.flatMap((one, place) =>
      pick(one).map(({ span: { kind, start, end }, foundAs }) => ({
        case: place + 1,
        type: kind,
        start,
        end,
        ...(foundAs === undefined ? {} : { instead: foundAs }),
        ...(show ? { text: cases[place]?.text.slice(start, end) ?? '' } : {}),
      })),
    );
  return { misses: list(({ missed }) => missed), falseAlarms: list(({ wrong }) => wrong) };
}

function missLines({ misses, falseAlarms }: ReturnType<typeof listMisses>): (readonly [string, string])[] {
  const inLine = (word: string) => (one: ListedSpan) =>
    [
      `${word} in case ${one.case}`,
      `${one.type} ${one.start}–${one.end}${one.instead ? ` (there: ${one.instead})` : ''}${one.text === undefined ? '' : ` “${one.text}”`}`,
    ] as const;
  return [...misses.map(inLine('missed')), ...falseAlarms.map(inLine('false alarm'))];
}
