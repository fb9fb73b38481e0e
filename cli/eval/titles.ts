import type { Evaluation } from './evaluation.ts';
import { type JudgedStep, judgeRecording } from './titles/judge-recording.ts';
import { readRecordings } from './titles/read-recordings.ts';
import { unusableReasons } from './titles/unusable.ts';

const meaning =
  '`usable` is the share of titles that a reader can use; `exact` (`names.exact`) the share of named targets that the title calls by that very name, `names.agreed` also without badges, shortcuts and marks beside it; `titles.exact` the share of given titles met word for word.';

/** Titles the recordings of a file by the rules and says how many titles a reader can use. */
export const evaluateTitles: Evaluation = async (source, { misses, show }) => {
  const recordings = (await readRecordings(source)).map((one) => ({
    name: one.name,
    steps: judgeRecording(one),
  }));
  const all = recordings.flatMap(({ steps }) => steps);
  const listed = misses ? { misses: all.filter(isMissed).map((step) => inList(step, show)) } : {};
  const document = {
    meaning,
    ...figuresOf(all),
    recordings: recordings.map(({ name, steps }) => ({ name, ...figuresOf(steps) })),
    ...listed,
  };
  const lines = [
    ...recordings.map(({ name, steps }) => [name, inWords(figuresOf(steps))] as const),
    ['all', inWords(document)] as const,
    ...(listed.misses ?? []).map(inLine),
  ];
  return { lines, document };
};

interface Figures {
  readonly steps: number;
  readonly usable: number | null;
  /** Of names, as in `names`. */
  readonly exact: number | null;
  /** How many titles are unusable, by why. */
  readonly unusable: Readonly<Record<string, number>>;
  readonly names: {
    readonly given: number;
    /** References that nobody can read out: a glyph, a code of an icon font. */
    readonly leftOut: number;
    readonly exact: number | null;
    readonly agreed: number | null;
  };
  readonly titles: { readonly given: number; readonly exact: number | null };
}

function figuresOf(steps: readonly JudgedStep[]): Figures {
  const count = (holds: (step: JudgedStep) => boolean) => steps.filter(holds).length;
  const named = count(({ agreement }) => agreement !== undefined);
  const titled = count(({ exact }) => exact !== undefined);
  const reasons = unusableReasons.map((reason) => [reason, count((step) => step.reason === reason)] as const);
  const exact = share(
    count(({ agreement }) => agreement === 'exact'),
    named,
  );
  return {
    steps: steps.length,
    usable: share(
      count(({ reason }) => reason === undefined),
      steps.length,
    ),
    exact,
    unusable: Object.fromEntries(reasons.filter(([, times]) => times > 0)),
    names: {
      given: named,
      leftOut: count(({ isUnreadable }) => isUnreadable === true),
      exact,
      agreed: share(
        count(({ agreement }) => agreement === 'exact' || agreement === 'agrees'),
        named,
      ),
    },
    titles: {
      given: titled,
      exact: share(
        count(({ exact }) => exact === true),
        titled,
      ),
    },
  };
}

function share(part: number, of: number): number | null {
  return of === 0 ? null : Math.round((part / of) * 10_000) / 10_000;
}

function inWords({ steps, usable, unusable, names, titles }: Figures): string {
  const percent = (value: number | null) => (value === null ? '–' : `${(value * 100).toFixed(1)}%`);
  const why = Object.entries(unusable).map(([reason, times]) => `${times} ${reason}`);
  return [
    `usable ${percent(usable)} of ${steps}${why.length > 0 ? ` (${why.join(', ')})` : ''}`,
    `names agreed ${percent(names.agreed)}, exact ${percent(names.exact)} of ${names.given}`,
    ...(titles.given > 0 ? [`titles exact ${percent(titles.exact)} of ${titles.given}`] : []),
  ].join(', ');
}

const isMissed = ({ reason, agreement, exact }: JudgedStep): boolean =>
  reason !== undefined || agreement === 'agrees' || agreement === 'differs' || exact === false;

/** Places only, unless the texts may be shown: what people click and type may be as sensitive as their screens. */
function inList({ recording, step, action, reason, agreement, exact, ...texts }: JudgedStep, show: boolean) {
  const { title, referenceName, referenceTitle } = texts;
  return {
    recording,
    step,
    action,
    ...(reason ? { unusable: reason } : {}),
    ...(agreement && agreement !== 'exact' ? { name: agreement } : {}),
    ...(exact === false ? { title: 'differs' } : {}),
    ...(show ? { texts: { title, referenceName, referenceTitle } } : {}),
  };
}

function inLine({ recording, step, unusable, name, title, texts }: ReturnType<typeof inList>) {
  const what = [
    unusable && `unusable: ${unusable}`,
    name && (name === 'differs' ? 'another name' : 'name without what stands beside it'),
    title && 'another title',
  ];
  const shown = texts
    ? ` “${texts.title}”${texts.referenceTitle ? `, given “${texts.referenceTitle}”` : ''}${texts.referenceName ? `, named “${texts.referenceName}”` : ''}`
    : '';
  return [`${recording}, step ${step}`, `${what.filter(Boolean).join(', ')}${shown}`] as const;
}
