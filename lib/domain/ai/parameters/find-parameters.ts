import type { DraftStep } from '../../../contracts/guides/draft.ts';
import type { ParameterKind, StepParameter } from '../../../contracts/guides/parameter.ts';
import { findEntities } from '../../redaction/find-entities.ts';
import { patterns } from './patterns.ts';

/** Longest value that is looked through: a text of many lines is written anew each time. */
const consideredLength = 200;
/** A value of more such parts is a list or a table, of which no one part is the parameter. */
const mostParts = 4;

/** What the field itself says of all that is put into it. */
const byInputType: Readonly<Record<string, ParameterKind>> = {
  date: 'date',
  'datetime-local': 'date',
  month: 'date',
  week: 'date',
  time: 'time',
  email: 'email',
  tel: 'phone',
  number: 'number',
};

/** Which parts of what a person gave in this step another run will have differently. */
export function findParameters({ kind, target, value }: DraftStep): StepParameter[] {
  const text = value?.text;
  if (text === undefined || text.trim() === '' || text.length > consideredLength) return [];
  const all = (of: ParameterKind): StepParameter[] => [{ kind: of, start: 0, end: text.length }];
  if (kind === 'choose-file') return all('file');
  if (kind !== 'type' && kind !== 'select') return [];
  const told = target?.inputType === undefined ? undefined : byInputType[target.inputType];
  if (kind === 'type' && told) return all(told);
  const parts = partsOf(text, target?.name ?? '');
  const found = parts.length > mostParts ? [] : parts;
  // A number that is chosen from a list is a setting of the page: how many rows to show.
  return kind === 'select' ? found.filter((one) => one.kind === 'date' || one.kind === 'person') : found;
}

function partsOf(text: string, label: string): StepParameter[] {
  const taken: StepParameter[] = findEntities(text, { kinds: ['person-name', 'phone'], label }).map(
    ({ kind, start, end }) => ({ kind: kind === 'phone' ? 'phone' : 'person', start, end }),
  );
  for (const [kind, pattern] of patterns) {
    for (const { index, 0: part } of text.matchAll(pattern)) {
      const end = index + part.length;
      if (!taken.some((one) => index < one.end && one.start < end)) taken.push({ kind, start: index, end });
    }
  }
  return taken.toSorted((a, b) => a.start - b.start);
}
